package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.Dataset;
import io.ddh.data.DatasetDigest;
import io.ddh.data.DatasetReader;
import io.ddh.data.Images;
import io.ddh.data.LabeledImages;
import io.ddh.data.Parallel;
import io.ddh.data.Progress;
import io.ddh.data.Seeds;
import io.ddh.data.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads a folder with one folder of images a person, at any depth below it. Settings:
 *
 * <ul>
 *   <li>{@code path}: the folder
 *   <li>{@code crop}: side of the centre square to cut out, in pixels of the upright image; 0: none
 *   <li>{@code size}: side of the images after scaling; without a crop the shape is not kept
 *   <li>{@code channels}: 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 *   <li>{@code max-corrupt}: share of the files that may be unreadable; five always may
 * </ul>
 *
 * The result is kept under the work folder, keyed by settings and file list (path, size, time).
 */
public final class FolderReader implements DatasetReader {
  private static final int ALWAYS_ALLOWED = 5;
  private static final int BLOCK = 16;

  @Override
  public String form() {
    return "folder";
  }

  @Override
  public Map<String, Object> defaults() {
    return Map.of("path", "", "crop", 0, "size", 32, "channels", 3, "max-corrupt", 0.01);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.path(settings);
    int size = settings.integer("size", 1, 1024);
    FaceScaler scaler =
        new FaceScaler(
            settings.integer("crop", 0, 100_000), size, ReaderSettings.channels(settings));
    double share = settings.real("max-corrupt", 0, 1);
    ImageFiles files = ImageFiles.list(root);
    long bytes = (long) files.files().size() * size * size * scaler.channels();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          root
              + ": "
              + files.files().size()
              + " images of "
              + settings.path("size")
              + " "
              + size
              + " need "
              + bytes
              + " bytes, at most "
              + Integer.MAX_VALUE);
    }
    Path cache = work.resolve("images").resolve(key(files, scaler, share) + ".bin");
    Optional<Dataset> known = DatasetCache.read(cache, name);
    if (known.isPresent()) {
      return known.get();
    }
    Dataset data = decode(name, root, files, scaler, share, progress);
    DatasetCache.write(cache, data);
    return data;
  }

  private static String key(ImageFiles files, FaceScaler scaler, double share) {
    MessageDigest sha = Seeds.sha256();
    update(sha, DatasetCache.VERSION + " " + scaler + " " + share);
    for (ImageFiles.Entry e : files.files()) {
      update(sha, e.relative());
      update(sha, e.size() + " " + e.modified());
    }
    files.empty().forEach(person -> update(sha, person));
    update(sha, Long.toString(files.ignored()));
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void update(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  private static Dataset decode(
      String name,
      Path root,
      ImageFiles files,
      FaceScaler scaler,
      double share,
      Progress progress) {
    ImageDecoder.prepare();
    List<ImageFiles.Entry> entries = files.files();
    int n = entries.size();
    int length = scaler.size() * scaler.size() * scaler.channels();
    byte[] pixels = new byte[n * length];
    String[] failures = new String[n];
    AtomicInteger small = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Parallel.blocks(
        n,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            try {
              ImageDecoder.Decoded picture = ImageDecoder.decode(entries.get(i).path());
              scaler.scale(picture, pixels, i * length);
              if (scaler.tooSmall(picture.image())) {
                small.incrementAndGet();
              }
            } catch (IOException e) {
              failures[i] = entries.get(i).relative() + ": " + reason(e);
            }
          }
          progress.report("images of " + name, done.addAndGet(to - from), n);
        });
    ReadReport report = new ReadReport(files, failures, small.get());
    report.refuseBeyond(root, Math.max(ALWAYS_ALLOWED, (long) Math.floor(share * n)));
    LabeledImages images = collect(files, scaler, pixels, failures);
    return new Dataset(
        name,
        images,
        false,
        DatasetDigest.of(images),
        report.counts(images),
        report.notes(images, scaler.crop()));
  }

  private static String reason(IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(e.toString());
  }

  /** Closes the gaps that unreadable files left, and numbers the people that remain. */
  private static LabeledImages collect(
      ImageFiles files, FaceScaler scaler, byte[] pixels, String[] failures) {
    int length = scaler.size() * scaler.size() * scaler.channels();
    int[] labels = new int[failures.length];
    int[] number = new int[files.people().size()];
    int kept = 0;
    for (int i = 0; i < failures.length; i++) {
      if (failures[i] == null) {
        System.arraycopy(pixels, i * length, pixels, kept * length, length);
        labels[kept] = files.files().get(i).person();
        number[labels[kept]]++;
        kept++;
      }
    }
    List<String> people = new ArrayList<>();
    for (int p = 0; p < number.length; p++) {
      if (number[p] > 0) {
        number[p] = people.size();
        people.add(files.people().get(p));
      }
    }
    int[] own = Arrays.copyOf(labels, kept);
    Arrays.setAll(own, i -> number[own[i]]);
    byte[] whole = kept == failures.length ? pixels : Arrays.copyOf(pixels, kept * length);
    Images images = new Images(scaler.size(), scaler.size(), scaler.channels(), whole);
    return new LabeledImages(images, own, people);
  }
}
