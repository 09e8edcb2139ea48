package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.Extent;
import io.ddh.core.FormMatch;
import io.ddh.core.Nfc;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.io.function.IOConsumer;

/**
 * Reads data sets that are divided into training and test images with one folder per class: {@code
 * train/<class>/image} and {@code test/<class>/image}. The data sets are read from a folder or from
 * an archive (ZIP, tar, gzipped tar), which is not unpacked. The reader has these settings in
 * addition to those of {@link GivenSets}:
 *
 * <ul>
 *   <li>{@code path}: the folder or the archive
 *   <li>{@code size}: height and width of the images after scaling; 0 for no scaling, in which case
 *       all images must be squares of the same size
 *   <li>{@code channels}: channels of the resulting images, 3 (RGB, grey is replicated) or 1
 *       (BT.601 grey)
 * </ul>
 *
 * If any file can't be read, the data set is refused, because results must be comparable with other
 * results on the same data set. The images are cached in the work folder. The key of the cache
 * consists of the settings and the list of files with their paths, their sizes, and their times or
 * checksums.
 */
public final class TrainTestReader implements ImageFileReader {
  private static final String LAYOUT =
      "expected train/<class>/image.jpg and test/<class>/image.jpg";
  private static final int LARGEST_SIDE = 1024;

  /** Maximum size of an image file in bytes. */
  private static final long MAX_BYTES = 1L << 24;

  private static final Set<String> PARTS = Set.of("train", "test");

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
    return areAll(candidate.images())
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
      throw new BadInputException(path + ": no such folder or archive; " + LAYOUT + " in it");
    }
    try (FileTree tree = FileTree.open(path, LAYOUT)) {
      String key = "train-test " + size + " " + channels + " " + tree.stamp();
      Dataset data =
          DatasetCache.of(work, key, name, () -> decode(name, tree, size, channels, progress));
      return GivenSets.checked(data, path, settings);
    }
  }

  @Override
  public ImageStream stream(Settings settings) throws IOException {
    return ImageStream.open(
        ReaderSettings.path(settings), LAYOUT, Extent.NONE, TrainTestReader::faces);
  }

  private static Dataset decode(
      String name, FileTree tree, int size, int channels, Progress progress) throws IOException {
    FaceList list = faces(tree);
    int side = size == 0 ? firstSide(tree, list.faces()) : size;
    ImageSize first = new ImageSize(side, side);
    DecodedFaces decoded = new DecodedFaces(tree, list.faces(), new FaceScaler(0, side, channels));
    IOConsumer<byte[]> checkSize =
        bytes -> {
          if (size == 0 && !ImageSize.of(bytes).equals(first)) {
            String found = ImageSize.of(bytes) + " pixels, but the first image has " + first;
            throw new IOException(
                found + "; the setting 'size' scales all images to the same size");
          }
        };
    decoded.decode(name, tree, MAX_BYTES, checkSize, progress);
    int failed = list.faces().size() - decoded.read().length;
    for (int i = 0; failed > 0 && i < list.faces().size(); i++) {
      if (decoded.failure(i).isPresent()) {
        throw refused(tree, list.faces(), failed, i, decoded.failure(i).get());
      }
    }
    Map<String, Long> counts = Map.of("files.ignored", list.ignored().count());
    return GivenSets.dataset(name, decoded.labeled(), counts, list.leftOut(tree.skipped()));
  }

  /** Returns the side of the first image in pixels, after checking that it is a square. */
  private static int firstSide(FileTree tree, List<FaceList.Face> faces) throws IOException {
    try {
      ImageSize size = ImageSize.of(tree.bytes(faces.get(0).file(), MAX_BYTES));
      if (size.width() != size.height() || size.width() > LARGEST_SIDE) {
        String valid = "must be a square with sides of at most " + LARGEST_SIDE;
        throw new IOException(
            size + " pixels, " + valid + "; the setting 'size' scales all images to the same size");
      }
      return size.width();
    } catch (IOException e) {
      throw refused(tree, faces, 1, 0, e);
    }
  }

  private static BadInputException refused(
      FileTree tree, List<FaceList.Face> faces, int count, int first, IOException why) {
    return BadInputException.of(
        "%s: %d of %d image files can't be used; the first: %s: %s",
        tree.root(), count, faces.size(), faces.get(first).relative(), Reason.of(why));
  }

  /**
   * Finds the training and test images among the files of a folder or archive.
   *
   * @return the images, sorted by part (training images first), then by class, then by path; test
   *     images are marked as queries
   * @throws BadInputException if there are no training or no test images, or a file can't be read
   */
  private static FaceList faces(FileTree tree) {
    if (!tree.problems().isEmpty()) {
      throw new BadInputException(tree.root() + ": " + tree.problems().get(0));
    }
    List<FileTree.Entry> images = ImageListing.of(tree);
    String prefix = prefix(images.stream().map(FileTree.Entry::path).toList());
    List<FaceList.Face> faces = new ArrayList<>();
    for (FileTree.Entry file : images) {
      String path = file.path();
      String relative = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      String[] parts = relative.split("/", -1);
      if (parts.length >= 3 && PARTS.contains(parts[0])) {
        faces.add(new FaceList.Face(file, relative, Nfc.of(parts[1]), parts[0].equals("test")));
      }
    }
    for (String part : List.of("train", "test")) {
      if (faces.stream().noneMatch(face -> face.query() == part.equals("test"))) {
        boolean missing = tree.isFolder() && !tree.tops().contains(part);
        throw new BadInputException(
            tree.root() + (missing ? ": no folder " : ": no images in ") + part + "; " + LAYOUT);
      }
    }
    faces.sort(
        Comparator.comparing(FaceList.Face::query)
            .thenComparing(FaceList.Face::person)
            .thenComparing(face -> Nfc.of(face.relative()))
            .thenComparing(FaceList.Face::relative));
    return FaceList.of(tree, images, faces, "outside the class folders of train and test");
  }

  /**
   * Returns whether there are images in both parts and no images in other folders. If one folder
   * contains both parts, it must not contain other images.
   */
  private static boolean areAll(List<String> images) {
    int from = prefix(images).length();
    Set<String> tops = new TreeSet<>();
    for (String image : images) {
      String[] parts = image.substring(from).split("/", -1);
      if (parts.length >= 3) {
        tops.add(parts[0]);
      } else if (from > 0 && parts.length == 1) {
        return false;
      }
    }
    return tops.equals(PARTS);
  }

  private static String prefix(List<String> images) {
    String prefix = "";
    while (true) {
      int from = prefix.length();
      Set<String> tops =
          images.stream()
              .map(image -> image.substring(from, Math.max(from, image.indexOf('/', from))))
              .collect(Collectors.toSet());
      String top = String.join("/", tops);
      if (tops.size() != 1 || top.isEmpty() || PARTS.contains(top)) {
        return prefix;
      }
      prefix += top + "/";
    }
  }
}
