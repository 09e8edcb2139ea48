package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.Dataset;
import io.ddh.data.DatasetReader;
import io.ddh.data.Images;
import io.ddh.data.Parallel;
import io.ddh.data.Progress;
import io.ddh.data.Seeds;
import io.ddh.data.Settings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads class folders that come divided, {@code train/<class>/image} and {@code
 * test/<class>/image}, from a folder or out of a ZIP archive. Settings, beside those of {@link
 * GivenSets}:
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
public final class TrainTestReader implements DatasetReader {
  private static final int BLOCK = 64;
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
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path path = ReaderSettings.path(settings);
    int size = settings.integer("size", 0, LARGEST_SIDE);
    int channels = ReaderSettings.channels(settings);
    try (ClassFiles files = open(path)) {
      Path cache = work.resolve("images").resolve(key(files, size, channels) + ".bin");
      Optional<Dataset> known = DatasetCache.read(cache, name);
      Dataset data;
      if (known.isPresent()) {
        data = known.get();
      } else {
        data = new Decoding(name, path, files, size, channels).run(progress);
        DatasetCache.write(cache, data);
      }
      return GivenSets.checked(data, path, settings);
    }
  }

  private static ClassFiles open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new BadInputException(
          path + ": no such folder or ZIP archive; " + ClassFiles.LAYOUT + " in it");
    }
    return Files.isDirectory(path) ? new FolderClasses(path) : new ZipClasses(path);
  }

  private static String key(ClassFiles files, int size, int channels) {
    MessageDigest sha = Seeds.sha256();
    update(sha, "train-test " + DatasetCache.VERSION + " " + size + " " + channels);
    for (ClassFiles.Entry e : files.entries()) {
      update(sha, e.relative());
      update(sha, e.size() + " " + e.stamp());
    }
    update(sha, Long.toString(files.ignored()));
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void update(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  /** The decoding of all images, in parallel. */
  private static final class Decoding {
    private final String name;
    private final Path root;
    private final ClassFiles files;
    private final List<ClassFiles.Entry> entries;
    private final FaceScaler scaler;
    private final boolean asTheyAre;

    Decoding(String name, Path root, ClassFiles files, int size, int channels) {
      ImageDecoder.prepare();
      this.name = name;
      this.root = root;
      this.files = files;
      this.entries = files.entries();
      this.asTheyAre = size == 0;
      this.scaler = new FaceScaler(0, asTheyAre ? firstSide() : size, channels);
    }

    private int firstSide() {
      ClassFiles.Entry first = entries.get(0);
      try {
        BufferedImage image = decode(first).image();
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
      } catch (IOException e) {
        throw refused(1, first.relative() + ": " + reason(e));
      }
    }

    private ImageDecoder.Decoded decode(ClassFiles.Entry entry) throws IOException {
      long allowed = asTheyAre ? (long) LARGEST_SIDE * LARGEST_SIDE : ImageDecoder.MAX_PIXELS;
      return ImageDecoder.decode(files.bytes(entry), allowed);
    }

    Dataset run(Progress progress) {
      int n = entries.size();
      int length = scaler.size() * scaler.size() * scaler.channels();
      if ((long) n * length > Integer.MAX_VALUE - 8) {
        throw new BadInputException(
            root
                + ": "
                + n
                + " images of "
                + length
                + " bytes each, together at most "
                + Integer.MAX_VALUE);
      }
      byte[] pixels = new byte[n * length];
      String[] failures = new String[n];
      AtomicInteger done = new AtomicInteger();
      Parallel.blocks(
          n,
          BLOCK,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              try {
                scaler.scale(checked(decode(entries.get(i))), pixels, i * length);
              } catch (IOException e) {
                failures[i] = entries.get(i).relative() + ": " + reason(e);
              }
            }
            progress.report("images of " + name, done.addAndGet(to - from), n);
          });
      List<String> failed = new ArrayList<>();
      for (String failure : failures) {
        if (failure != null) {
          failed.add(failure);
        }
      }
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
      long ignored = files.ignored();
      List<String> notes =
          ignored == 0
              ? List.of()
              : List.of(ignored + " files ignored: no image by extension, or in no class folder");
      Map<String, Long> counts = Map.of("files.ignored", ignored);
      return GivenSets.dataset(name, images, labels, classes, train, counts, notes);
    }

    private BadInputException refused(int count, String first) {
      return new BadInputException(
          root
              + ": "
              + count
              + " of "
              + entries.size()
              + " image files can't be used; the first: "
              + first);
    }

    private static String reason(IOException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      return message.lines().findFirst().orElse(e.toString());
    }
  }
}
