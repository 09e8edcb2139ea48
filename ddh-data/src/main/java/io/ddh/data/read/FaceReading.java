package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.Extent;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The decoding that the readers of image files share: in parallel, with a report of what can't be
 * read and a limit to it, and kept under the work folder. Its settings are those of {@link
 * FaceFilesReader}.
 *
 * @param scaler what becomes of each picture
 * @param share of the files that may be unreadable
 */
record FaceReading(FaceScaler scaler, double share) {
  static final String CROP = "crop";
  private static final int ALWAYS_ALLOWED = 5;
  private static final int STEP = 16;

  /** The settings' defaults, with a reader's own. */
  static Map<String, Object> defaults(Map<String, Object> own) {
    Map<String, Object> out = new TreeMap<>(own);
    out.putAll(Map.of("path", "", "size", 32, "channels", 3, "max-corrupt", 0.01));
    out.putIfAbsent(CROP, new Settings.OrShare(0));
    return out;
  }

  /**
   * The decoding that settings ask for.
   *
   * @param otherwise the crop that is taken where the setting is a word
   */
  static FaceReading of(Settings settings, Extent otherwise) {
    int size = settings.integer("size", 1, FaceScaler.MOST_SIZE);
    Extent crop = settings.extent(CROP, FaceScaler.MOST_CROP).orElse(otherwise);
    int channels = ReaderSettings.channels(settings);
    return new FaceReading(
        new FaceScaler(crop, size, channels), settings.real("max-corrupt", 0, 1));
  }

  /** Whether the settings ask for a crop by pixels or a share. */
  static boolean isCropped(Settings settings) {
    return settings.extent(CROP, FaceScaler.MOST_CROP).filter(c -> !c.isNone()).isPresent();
  }

  /** Finds the faces in a listing; called only where the result isn't kept yet. */
  @FunctionalInterface
  interface Finder {
    FaceList find() throws IOException;
  }

  /**
   * Reads the faces, or takes what an earlier reading kept.
   *
   * @param more what else decides the result, beside the files and what this record holds
   * @throws BadInputException if more files than allowed can't be read, or all
   */
  Dataset read(String name, FileTree tree, String more, Path work, Progress progress, Finder finder)
      throws IOException {
    String key = DatasetCache.VERSION + "\0" + scaler + "\0" + share + "\0" + more + "\0";
    byte[] digest = Seeds.sha256().digest((key + tree.stamp()).getBytes(StandardCharsets.UTF_8));
    Path cache = work.resolve("images").resolve(HexFormat.of().formatHex(digest) + ".bin");
    Optional<Dataset> known = DatasetCache.read(cache, name);
    if (known.isPresent()) {
      return known.get();
    }
    Dataset data = decode(name, tree, finder.find(), progress);
    DatasetCache.write(cache, data);
    return data;
  }

  private Dataset decode(String name, FileTree tree, FaceList list, Progress progress)
      throws IOException {
    List<FaceList.Face> faces = list.faces();
    int n = faces.size();
    int length = scaler.length();
    byte[] pixels = scaler.room(tree.root(), n);
    ReadReport report = new ReadReport(list, n);
    AtomicInteger done = new AtomicInteger();
    tree.read(
        faces.stream().map(FaceList.Face::file).toList(),
        tree.isFolder() ? Limits.FILE_BYTES : Limits.ENTRY_BYTES,
        (i, content) -> {
          try {
            report.small(i, scaler.scale(faces.get(i), content.bytes(), pixels, i * length));
          } catch (IOException e) {
            report.failed(i, e);
          }
          int count = done.incrementAndGet();
          if (count % STEP == 0 || count == n) {
            progress.report("images of " + name, count, n);
          }
        });
    int all = n + list.problems().size();
    report.refuseBeyond(tree.root(), Math.max(ALWAYS_ALLOWED, (long) Math.floor(share * all)));
    LabeledImages images = collect(list, pixels, report);
    return new Dataset(
        name,
        images,
        false,
        DatasetDigest.of(images),
        report.counts(images),
        report.notes(images, scaler.crop(), tree.passedOver()));
  }

  /** Closes the gaps that unreadable files left, and numbers the people that remain. */
  private LabeledImages collect(FaceList list, byte[] pixels, ReadReport report) {
    int length = scaler.length();
    int n = list.faces().size();
    int[] labels = new int[n];
    int[] number = new int[list.people().size()];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (report.isRead(i)) {
        System.arraycopy(pixels, i * length, pixels, kept * length, length);
        labels[kept] = list.faces().get(i).person();
        number[labels[kept]]++;
        kept++;
      }
    }
    List<String> people = new ArrayList<>();
    for (int p = 0; p < number.length; p++) {
      if (number[p] > 0) {
        number[p] = people.size();
        people.add(list.people().get(p));
      }
    }
    int[] own = Arrays.copyOf(labels, kept);
    Arrays.setAll(own, i -> number[own[i]]);
    byte[] whole = kept == n ? pixels : Arrays.copyOf(pixels, kept * length);
    Images images = new Images(scaler.size(), scaler.size(), scaler.channels(), whole);
    return new LabeledImages(images, own, people, given(list, report));
  }

  /** The split that a divided set comes with. */
  private static Optional<GivenSplit> given(FaceList list, ReadReport report) {
    if (list.queries().isEmpty()) {
      return Optional.empty();
    }
    List<FaceList.Face> read =
        IntStream.range(0, list.faces().size())
            .filter(report::isRead)
            .mapToObj(list.faces()::get)
            .toList();
    int[] train =
        IntStream.range(0, read.size())
            .filter(i -> !list.queries().contains(read.get(i).file()))
            .toArray();
    int[] query =
        IntStream.range(0, read.size())
            .filter(i -> list.queries().contains(read.get(i).file()))
            .toArray();
    return Optional.of(new GivenSplit(train, query));
  }
}
