package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Extent;
import io.ddh.core.Images;
import io.ddh.core.Sha256;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures in files of their own, decoded a few at a time and in order: only their names are kept.
 * In a tar archive they come in the order of the archive, else people and files are sorted by name.
 * For one thread, which decodes on all cores.
 */
public final class ImageStream implements Closeable {
  private final FileTree tree;
  private final Extent crop;
  private final FaceList list;
  private final List<FaceList.Face> faces;
  private Optional<FileTree.Pass> pass = Optional.empty();
  private int next;

  private ImageStream(FileTree tree, Extent crop, FaceList list) {
    this.tree = tree;
    this.crop = crop;
    this.list = list;
    List<FaceList.Face> ordered = new ArrayList<>(list.faces());
    ordered.sort(Comparator.comparingLong(face -> tree.place(face.file())));
    faces = List.copyOf(ordered);
  }

  /** Finds the faces in a listing. */
  @FunctionalInterface
  interface Lister {
    FaceList list(FileTree tree) throws IOException;
  }

  static ImageStream open(Path root, String layout, Extent crop, Lister lister) throws IOException {
    return of(FileTree.open(root, layout), crop, lister);
  }

  private static ImageStream of(FileTree tree, Extent crop, Lister lister) throws IOException {
    try {
      return new ImageStream(tree, crop, lister.list(tree));
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  /**
   * All pictures at any depth of a folder or an archive, without people.
   *
   * @throws BadInputException if there are none
   */
  public static ImageStream loose(Path root) throws IOException {
    return of(FileTree.open(root, "expected pictures"), Extent.NONE, ImageStream::withoutPeople);
  }

  /**
   * All images at any depth of a folder: those in person folders with their people, others without.
   *
   * @throws BadInputException if there are none, or the people can't be told
   */
  public static ImageStream inFolder(Path root) throws IOException {
    return of(FileTree.open(root, "expected images"), Extent.NONE, ImageStream::anybody);
  }

  private static FaceList anybody(FileTree tree) {
    FaceList all = withoutPeople(tree);
    if (all.faces().stream().noneMatch(face -> face.file().path().contains("/"))) {
      return all;
    }
    ImageFiles files = ImageFiles.of(tree, 0, false);
    FaceList owned = FaceList.of(files);
    List<String> people = new ArrayList<>(owned.people());
    List<FaceList.Face> faces = new ArrayList<>(owned.faces());
    people.add("");
    for (FileTree.Entry file : files.loose()) {
      int nobody = people.size() - 1;
      faces.add(new FaceList.Face(file, file.path(), nobody));
    }
    return new FaceList(
        people, faces, List.of(), owned.ignored(), owned.problems(), Map.of(), owned.notes());
  }

  /**
   * Images that a text file lists, one a line: a path, from the file's folder if it is relative,
   * and behind a tab, a comma or a blank whose face it is, if that is known. Empty lines and those
   * that begin with {@code #} are passed over.
   *
   * @throws BadInputException naming the line that is no path, or if there are none
   */
  public static ImageStream listed(Path file) throws IOException {
    ImageLines lines = ImageLines.read(file);
    return of(lines.tree(), Extent.NONE, lines::faces);
  }

  private static FaceList withoutPeople(FileTree tree) {
    List<FileTree.Entry> images = ImageListing.of(tree);
    List<FaceList.Face> found =
        images.stream().map(file -> new FaceList.Face(file, file.path(), 0)).toList();
    if (found.isEmpty()) {
      String more = tree.passedOver().note().map(note -> "; " + note).orElse("");
      throw new BadInputException(tree.root() + ": no images in it" + more);
    }
    return new FaceList(
        List.of(""),
        found,
        List.of(),
        IgnoredFiles.of(tree, images, images, ""),
        ImageFiles.problems(tree),
        Map.of(),
        List.of());
  }

  /** Number of pictures. */
  public int size() {
    return faces.size();
  }

  /** Whose face it is; empty: not known. */
  public String label(int i) {
    return list.people().get(faces.get(i).person());
  }

  /** Where the picture lies, from the folder or within the archive. */
  public String source(int i) {
    return faces.get(i).relative();
  }

  /** What the reader's settings cut out of a picture; none where boxes do. */
  public Extent crop() {
    return boxed() ? Extent.NONE : crop;
  }

  /** Whether faces are cut out of their pictures by boxes. */
  public boolean boxed() {
    return faces.stream().anyMatch(face -> face.box().isPresent());
  }

  /** Files and folders that can't be read at all, a line each. */
  public List<String> problems() {
    return list.problems();
  }

  /** One line each for what the user should know. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(list.notes());
    list.ignored().note().ifPresent(notes::add);
    tree.passedOver().note().ifPresent(notes::add);
    return notes;
  }

  /** Lower-case hex SHA-256 that changes when a file, the order or what is cut out changes. */
  public String stamp() {
    Sha256 sha = new Sha256();
    sha.add(tree.stamp());
    for (FaceList.Face face : faces) {
      sha.add(face.relative());
      sha.add(list.people().get(face.person()));
      sha.add(face.file().size() + " " + face.file().stamp() + " " + face.box());
    }
    return sha.hex();
  }

  /**
   * A picture that can't be read.
   *
   * @param index of the picture
   * @param reason short, one line
   */
  public record Broken(int index, String reason) {}

  /**
   * Some consecutive pictures.
   *
   * @param rows index of the picture that each image shows, ascending; shared, read-only
   * @param images those that could be read
   * @param broken the others
   */
  public record Batch(int[] rows, Images images, List<Broken> broken) {}

  /**
   * Decodes the pictures [from, to); a later call begins at {@code to} or behind it.
   *
   * @param scaler what becomes of each picture; a face box goes before its crop
   * @throws BadInputException if an archive is damaged as a whole
   */
  public Batch read(int from, int to, FaceScaler scaler) throws IOException {
    if (pass.isEmpty() || from < next) {
      close(pass);
      long most = tree.isFolder() ? Limits.FILE_BYTES : Limits.ENTRY_BYTES;
      pass = Optional.of(tree.pass(faces.stream().map(FaceList.Face::file).toList(), most));
    }
    next = to;
    int length = scaler.length();
    byte[] pixels = new byte[Math.multiplyExact(to - from, length)];
    String[] reasons = new String[to - from];
    pass.get()
        .read(
            from,
            to,
            (i, content) -> {
              try {
                scaler.scale(faces.get(i), content.bytes(), pixels, (i - from) * length);
              } catch (IOException e) {
                reasons[i - from] = ReadReport.reason(e);
              }
            });
    return collect(from, pixels, reasons, scaler);
  }

  private static Batch collect(int from, byte[] pixels, String[] reasons, FaceScaler scaler) {
    int length = scaler.length();
    int[] rows = new int[reasons.length];
    List<Broken> broken = new ArrayList<>();
    int kept = 0;
    for (int i = 0; i < reasons.length; i++) {
      if (reasons[i] != null) {
        broken.add(new Broken(from + i, reasons[i]));
        continue;
      }
      System.arraycopy(pixels, i * length, pixels, kept * length, length);
      rows[kept++] = from + i;
    }
    byte[] whole = kept == rows.length ? pixels : Arrays.copyOf(pixels, kept * length);
    Images images = new Images(scaler.size(), scaler.size(), scaler.channels(), whole);
    return new Batch(Arrays.copyOf(rows, kept), images, broken);
  }

  private static void close(Optional<FileTree.Pass> pass) throws IOException {
    if (pass.isPresent()) {
      pass.get().close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      close(pass);
    } finally {
      tree.close();
    }
  }
}
