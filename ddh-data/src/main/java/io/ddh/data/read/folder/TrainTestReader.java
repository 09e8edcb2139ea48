package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.Extent;
import io.ddh.core.FormMatch;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.Sha256;
import io.ddh.core.Specificity;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.array.GivenSets;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.image.FaceScaler;
import io.ddh.data.read.image.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Reads class folders that come divided, {@code train/<class>/image} and {@code
 * test/<class>/image}, from a folder or out of an archive (ZIP, tar, gzipped tar) without unpacking
 * it. Settings, beside those of {@link GivenSets}:
 *
 * <ul>
 *   <li>{@code path}: the folder or the archive
 *   <li>{@code size}: side of the images after scaling; 0: as they are, all squares of one size
 *   <li>{@code channels}: 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 * </ul>
 *
 * A set with a file that can't be read is refused, since results must be comparable with those of
 * others on the same set. The result is cached under the work folder, keyed by settings and file
 * list (path, size, time or checksum).
 */
public final class TrainTestReader implements PictureReader {
  private static final int LARGEST_SIDE = 1024;

  @Override
  public String form() {
    return "train-test";
  }

  @Override
  public Map<String, Object> defaults() {
    return GivenSets.defaults(Map.of("path", "", "size", 0, "channels", 3));
  }

  @Override
  public Specificity specificity() {
    return Specificity.FOLDER_LAYOUT;
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    return ClassFiles.areAll(candidate.images())
        ? FormMatch.fits("images in train/<class> and in test/<class>")
        : FormMatch.NO;
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path path = ReaderSettings.path(settings);
    int size = settings.integer("size", 0, LARGEST_SIDE);
    int channels = ReaderSettings.channels(settings);
    if (!Files.exists(path)) {
      throw new BadInputException(
          path + ": no such folder or archive; " + ClassFiles.LAYOUT + " in it");
    }
    try (FileTree tree = FileTree.open(path, ClassFiles.LAYOUT)) {
      Dataset data =
          DatasetCache.of(
              work,
              key(tree, size, channels),
              name,
              () -> decode(name, tree, size, channels, progress));
      return GivenSets.checked(data, path, settings);
    }
  }

  @Override
  public ImageStream pictures(Settings settings) throws IOException {
    return ImageStream.open(
        ReaderSettings.path(settings), ClassFiles.LAYOUT, Extent.NONE, ClassFiles::of);
  }

  private static String key(FileTree tree, int size, int channels) {
    Sha256 sha = new Sha256();
    sha.add("train-test " + DatasetCache.VERSION + " " + size + " " + channels);
    sha.add(tree.stamp());
    return sha.hex();
  }

  private static Dataset decode(
      String name, FileTree tree, int size, int channels, Progress progress) throws IOException {
    FaceList list = ClassFiles.of(tree);
    int side = size == 0 ? firstSide(tree, list.faces()) : size;
    ImageSize first = new ImageSize(side, side);
    DecodedFaces decoded =
        new DecodedFaces(tree, list.faces(), new FaceScaler(0, side, channels))
            .decode(
                name,
                tree,
                ClassFiles.MAX_BYTES,
                bytes -> checkSize(size > 0 ? first : ImageSize.of(bytes), first),
                progress);
    int failed = list.faces().size() - decoded.read().length;
    for (int i = 0; failed > 0 && i < list.faces().size(); i++) {
      if (decoded.failure(i).isPresent()) {
        throw refused(tree, list.faces(), failed, i, decoded.failure(i).get());
      }
    }
    return dataset(name, list, decoded.images(), tree);
  }

  /** The side of the first image, which must be a square. */
  private static int firstSide(FileTree tree, List<FaceList.Face> faces) throws IOException {
    try {
      ImageSize size = ImageSize.of(tree.bytes(faces.get(0).file(), ClassFiles.MAX_BYTES));
      if (size.width() != size.height() || size.width() > LARGEST_SIDE) {
        String valid = "must be a square with sides of at most " + LARGEST_SIDE;
        throw new IOException(size + " pixels, " + valid + "; setting size scales images to one");
      }
      return size.width();
    } catch (IOException e) {
      throw refused(tree, faces, 1, 0, e);
    }
  }

  private static void checkSize(ImageSize found, ImageSize first) throws IOException {
    if (!found.equals(first)) {
      throw new IOException(
          found + " pixels, the first image has " + first + "; setting size scales images to one");
    }
  }

  private static Dataset dataset(String name, FaceList list, Images images, FileTree tree) {
    List<String> classes = List.copyOf(list.people());
    int[] labels =
        list.faces().stream()
            .mapToInt(face -> Collections.binarySearch(classes, face.person()))
            .toArray();
    int train = (int) list.faces().stream().filter(face -> !face.query()).count();
    List<String> notes = new ArrayList<>();
    list.ignored().note().ifPresent(notes::add);
    tree.passedOver().note().ifPresent(notes::add);
    Map<String, Long> counts = Map.of("files.ignored", list.ignored().count());
    return GivenSets.dataset(name, images, labels, classes, train, counts, notes);
  }

  private static BadInputException refused(
      FileTree tree, List<FaceList.Face> faces, int count, int first, IOException why) {
    return BadInputException.of(
        "%s: %d of %d image files can't be used; the first: %s: %s",
        tree.root(), count, faces.size(), faces.get(first).relative(), Reason.of(why));
  }
}
