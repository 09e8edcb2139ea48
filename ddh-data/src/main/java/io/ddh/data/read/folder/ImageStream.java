package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Extent;
import io.ddh.core.Images;
import io.ddh.core.Reason;
import io.ddh.core.Sha256;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.image.FaceScaler;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.function.IOFunction;

/**
 * A stream of image files. Only a few images are decoded at a time, and only the names of all files
 * stay in memory. The images of a tar archive are in the order of the archive. In all other cases,
 * people and files are sorted by name. The stream decodes on all cores, but must be used by one
 * thread only.
 */
public final class ImageStream implements Closeable {
  private static final String NOBODY = "";

  private final FileTree tree;
  private final Extent crop;
  private final FaceList list;
  private final List<FaceList.Face> faces;
  private FileTree.Pass pass = (from, to, visitor) -> {};
  private int next = Integer.MAX_VALUE;

  private ImageStream(FileTree tree, Extent crop, FaceList list) {
    this.tree = tree;
    this.crop = crop;
    this.list = list;
    List<FaceList.Face> ordered = new ArrayList<>(list.faces());
    ordered.sort(Comparator.comparingLong(face -> tree.place(face.file())));
    faces = List.copyOf(ordered);
  }

  static ImageStream open(
      Path root, String layout, Extent crop, IOFunction<FileTree, FaceList> lister)
      throws IOException {
    return of(FileTree.open(root, layout), crop, lister);
  }

  private static ImageStream of(FileTree tree, Extent crop, IOFunction<FileTree, FaceList> lister)
      throws IOException {
    try {
      return new ImageStream(tree, crop, lister.apply(tree));
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  /**
   * Opens all images at any depth of a folder or an archive, without assigning them to people.
   *
   * @param root the folder or archive that contains the images
   * @return the images, not decoded yet
   * @throws IOException if the folder or archive can't be read
   * @throws BadInputException if there are no images
   */
  public static ImageStream loose(Path root) throws IOException {
    return of(FileTree.open(root, "expected images"), Extent.NONE, ImageStream::withoutPeople);
  }

  /**
   * Opens all images at any depth of a folder. Images in person folders are labelled with the
   * person's name, and all other images have no label.
   *
   * @param root the folder
   * @return the images, not decoded yet
   * @throws IOException if the folder can't be read
   * @throws BadInputException if there are no images, or it isn't clear which folders stand for
   *     people
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
    FaceList owned = files.list();
    List<FaceList.Face> faces = new ArrayList<>(owned.faces());
    files.loose().forEach(file -> faces.add(new FaceList.Face(file, file.path(), NOBODY)));
    return new FaceList(
        owned.people(), faces, owned.ignored(), owned.problems(), Map.of(), owned.notes());
  }

  /**
   * Opens the images that a text file lists, one per line. Each line holds a path, which is
   * absolute or relative to the folder of the text file. If the person shown is known, the path is
   * followed by a tab, a comma or a space, and then by the person's name. Empty lines and lines
   * that begin with {@code #} are skipped.
   *
   * @param file the text file
   * @return the images, not decoded yet
   * @throws IOException if the file can't be read
   * @throws BadInputException if a line is not valid, in which case the message names the line, or
   *     if there are no images
   */
  public static ImageStream listed(Path file) throws IOException {
    ImageLines lines = ImageLines.read(file);
    return of(lines.tree(), Extent.NONE, lines::faces);
  }

  private static FaceList withoutPeople(FileTree tree) {
    List<FileTree.Entry> images = ImageListing.of(tree);
    List<FaceList.Face> found =
        images.stream().map(file -> new FaceList.Face(file, file.path(), NOBODY)).toList();
    if (found.isEmpty()) {
      String more = tree.skipped().note().map(note -> "; " + note).orElse("");
      throw new BadInputException(tree.root() + ": contains no images" + more);
    }
    return FaceList.of(tree, images, found, "");
  }

  /** {@return the number of images in the stream} */
  public int size() {
    return faces.size();
  }

  /**
   * {@return the name of the person shown in an image; empty if unknown}
   *
   * @param i index of the image
   */
  public String label(int i) {
    return faces.get(i).person();
  }

  /**
   * {@return the path of an image relative to the folder or within the archive}
   *
   * @param i index of the image
   */
  public String source(int i) {
    return faces.get(i).relative();
  }

  /**
   * {@return the crop that the settings of the reader give; no crop if faces are cut out by boxes}
   */
  public Extent crop() {
    return boxed() ? Extent.NONE : crop;
  }

  /** {@return whether the images have face boxes by which the faces are cut out} */
  public boolean boxed() {
    return faces.stream().anyMatch(face -> face.box().isPresent());
  }

  /** {@return one line for each file or folder that can't be opened or listed} */
  public List<String> problems() {
    return list.problems();
  }

  /** {@return notes for the user, for example about ignored files} */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(list.notes());
    notes.addAll(list.leftOut(tree.skipped()));
    return notes;
  }

  /**
   * {@return a SHA-256 in lower-case hex that changes when a file, the order of the files or the
   * crop changes}
   */
  public String stamp() {
    Sha256 sha = new Sha256();
    sha.add(tree.stamp());
    for (FaceList.Face face : faces) {
      sha.add(face.relative());
      sha.add(face.person());
      sha.add(face.file().size() + " " + face.file().stamp() + " " + face.box());
    }
    return sha.hex();
  }

  /**
   * An image that can't be read.
   *
   * @param index index of the image in the stream
   * @param reason why the image can't be read, in one short line
   */
  public record Broken(int index, String reason) {}

  /**
   * The result of decoding some consecutive images.
   *
   * @param rows the index of each decoded image in the stream, in ascending order; the array is
   *     shared and must not be changed
   * @param images the images that could be read
   * @param broken the images that could not be read, each with the reason
   */
  public record Batch(int[] rows, Images images, List<Broken> broken) {}

  /**
   * Decodes the images [from, to). The next call must begin at {@code to} or later.
   *
   * @param from index of the first image
   * @param to index after the last image
   * @param scaler crops and scales each image; if an image has a face box, the box is used instead
   *     of the crop
   * @return the images that could be read, and reasons for the others
   * @throws IOException if the folder or archive can't be read
   * @throws BadInputException if an archive is damaged as a whole
   */
  public Batch read(int from, int to, FaceScaler scaler) throws IOException {
    if (from < next) {
      pass.close();
      long most = tree.isFolder() ? Limits.FILE_BYTES : Limits.ENTRY_BYTES;
      pass = tree.pass(faces.stream().map(FaceList.Face::file).toList(), most);
    }
    next = to;
    DecodedFaces decoded = new DecodedFaces(tree, faces.subList(from, to), scaler);
    pass.read(from, to, (i, content) -> decoded.decode(i - from, content));
    List<Broken> broken = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int index = i;
      decoded.failure(i - from).ifPresent(e -> broken.add(new Broken(index, Reason.of(e))));
    }
    int[] rows = Arrays.stream(decoded.read()).map(i -> from + i).toArray();
    return new Batch(rows, decoded.images(), broken);
  }

  @Override
  public void close() throws IOException {
    try (tree) {
      pass.close();
    }
  }
}
