package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.Extent;
import io.ddh.core.FormMatch;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Sha256;
import io.ddh.core.Specificity;
import io.ddh.data.read.array.GivenSets;
import io.ddh.data.read.files.FileTree;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

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
 * A file that can't be read is refused: such a set is one that others have, too. The result is kept
 * under the work folder, keyed by settings and file list (path, size, time or checksum).
 */
public final class TrainTestReader implements PictureReader {
  private static final int STEP = 64;
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
      Path cache = work.resolve("images").resolve(key(tree, size, channels) + ".bin");
      Optional<Dataset> known = DatasetCache.read(cache, name);
      Dataset data;
      if (known.isPresent()) {
        data = known.get();
      } else {
        data = new Decoding(name, tree, size, channels).run(progress);
        DatasetCache.write(cache, data);
      }
      return GivenSets.checked(data, path, settings);
    }
  }

  @Override
  public ImageStream pictures(Settings settings) throws IOException {
    return ImageStream.open(
        ReaderSettings.path(settings),
        ClassFiles.LAYOUT,
        Extent.NONE,
        tree -> list(ClassFiles.of(tree)));
  }

  private static FaceList list(ClassFiles files) {
    List<String> classes =
        List.copyOf(new TreeSet<>(files.entries().stream().map(e -> e.className()).toList()));
    List<FaceList.Face> faces =
        files.entries().stream()
            .map(
                e ->
                    new FaceList.Face(
                        e.file(), e.relative(), Collections.binarySearch(classes, e.className())))
            .toList();
    return new FaceList(classes, faces, List.of(), files.ignored(), List.of(), Map.of(), List.of());
  }

  private static String key(FileTree tree, int size, int channels) {
    Sha256 sha = new Sha256();
    sha.add("train-test " + DatasetCache.VERSION + " " + size + " " + channels);
    sha.add(tree.stamp());
    return sha.hex();
  }

  /** The decoding of all images, in parallel. */
  private static final class Decoding {
    private final String name;
    private final FileTree tree;
    private final ClassFiles files;
    private final List<ClassFiles.Entry> entries;
    private final FaceScaler scaler;
    private final boolean asTheyAre;

    Decoding(String name, FileTree tree, int size, int channels) throws IOException {
      this.name = name;
      this.tree = tree;
      this.files = ClassFiles.of(tree);
      this.entries = files.entries();
      this.asTheyAre = size == 0;
      this.scaler = new FaceScaler(0, asTheyAre ? firstSide() : size, channels);
    }

    private int firstSide() throws IOException {
      ClassFiles.Entry first = entries.get(0);
      int[] side = new int[1];
      String[] failure = new String[1];
      tree.read(
          List.of(first.file()),
          ClassFiles.MAX_BYTES,
          (i, content) -> {
            try {
              side[0] = side(decode(content).image());
            } catch (IOException e) {
              failure[0] = ReadReport.reason(e);
            }
          });
      if (failure[0] != null) {
        throw refused(1, first.relative() + ": " + failure[0]);
      }
      return side[0];
    }

    private static int side(BufferedImage image) throws IOException {
      if (image.getWidth() != image.getHeight() || image.getWidth() > LARGEST_SIDE) {
        throw new IOException(
            image.getWidth()
                + "x"
                + image.getHeight()
                + " pixels, must be a square with sides of at most "
                + LARGEST_SIDE
                + "; setting size scales images to one");
      }
      return image.getWidth();
    }

    private ImageDecoder.Decoded decode(FileTree.Content content) throws IOException {
      long allowed = asTheyAre ? (long) LARGEST_SIDE * LARGEST_SIDE : ImageDecoder.MAX_PIXELS;
      return ImageDecoder.decode(content.bytes(), allowed);
    }

    Dataset run(Progress progress) throws IOException {
      int n = entries.size();
      int length = scaler.length();
      byte[] pixels = scaler.room(tree.root(), n);
      String[] failures = new String[n];
      AtomicInteger done = new AtomicInteger();
      tree.read(
          entries.stream().map(ClassFiles.Entry::file).toList(),
          ClassFiles.MAX_BYTES,
          (i, content) -> {
            try {
              scaler.scale(checked(decode(content)), pixels, i * length);
            } catch (IOException e) {
              failures[i] = entries.get(i).relative() + ": " + ReadReport.reason(e);
            }
            int count = done.incrementAndGet();
            if (count % STEP == 0 || count == n) {
              progress.report("images of " + name, count, n);
            }
          });
      List<String> failed = Arrays.stream(failures).filter(Objects::nonNull).toList();
      if (!failed.isEmpty()) {
        throw refused(failed.size(), failed.get(0));
      }
      return dataset(new Images(scaler.size(), scaler.size(), scaler.channels(), pixels));
    }

    private ImageDecoder.Decoded checked(ImageDecoder.Decoded picture) throws IOException {
      BufferedImage image = picture.image();
      int side = scaler.size();
      if (asTheyAre && (image.getWidth() != side || image.getHeight() != side)) {
        throw new IOException(
            image.getWidth()
                + "x"
                + image.getHeight()
                + " pixels, the first image has "
                + side
                + "x"
                + side
                + "; setting size scales images to one");
      }
      return picture;
    }

    private Dataset dataset(Images images) {
      List<String> classes =
          List.copyOf(new TreeSet<>(entries.stream().map(ClassFiles.Entry::className).toList()));
      int[] labels = new int[entries.size()];
      int train = 0;
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Collections.binarySearch(classes, entries.get(i).className());
        train += entries.get(i).train() ? 1 : 0;
      }
      List<String> notes = new ArrayList<>();
      files.ignored().note().ifPresent(notes::add);
      tree.passedOver().note().ifPresent(notes::add);
      Map<String, Long> counts = Map.of("files.ignored", files.ignored().count());
      return GivenSets.dataset(name, images, labels, classes, train, counts, notes);
    }

    private BadInputException refused(int count, String first) {
      return new BadInputException(
          tree.root()
              + ": "
              + count
              + " of "
              + entries.size()
              + " image files can't be used; the first: "
              + first);
    }
  }
}
