package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.Extent;
import io.ddh.core.GivenSplit;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.image.FaceScaler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The decoding that the readers of image files share: in parallel, with a report of what can't be
 * read and a limit to it, and kept under the work folder. Its settings are those of {@link
 * FaceFilesReader}.
 *
 * @param scaler crops and scales each image
 * @param share of the files that may be unreadable
 */
record FaceReading(FaceScaler scaler, double share) {
  static final String CROP = "crop";
  private static final int ALWAYS_ALLOWED = 5;

  /** The settings' defaults, with a reader's own. */
  static Map<String, Object> defaults(Map<String, Object> own) {
    Map<String, Object> out = new TreeMap<>(own);
    out.putAll(Map.of("path", "", "size", 32, "channels", 3, "max-corrupt", 0.01));
    out.putIfAbsent(CROP, new Settings.OrShare(0));
    return out;
  }

  /**
   * The decoding that the settings define.
   *
   * @param otherwise the crop to use if the setting is a word
   */
  static FaceReading of(Settings settings, Extent otherwise) {
    int size = settings.integer("size", 1, FaceScaler.MOST_SIZE);
    Extent crop = settings.extent(CROP, FaceScaler.MOST_CROP).orElse(otherwise);
    int channels = ReaderSettings.channels(settings);
    return new FaceReading(
        new FaceScaler(crop, size, channels), settings.real("max-corrupt", 0, 1));
  }

  /** Whether the settings define a crop in pixels or as a share. */
  static boolean isCropped(Settings settings) {
    return settings.extent(CROP, FaceScaler.MOST_CROP).filter(c -> !c.isNone()).isPresent();
  }

  /** How much is added to a face box on every side, as a share of its width and height. */
  static double margin(Settings settings) {
    return settings.real("margin", -0.4, 4);
  }

  /** Finds the faces in a listing; called only if the result isn't cached. */
  @FunctionalInterface
  interface Finder {
    FaceList find() throws IOException;
  }

  /**
   * Reads the faces, or takes a cached result.
   *
   * @param more what else decides the result, beside the files and what this record holds
   * @throws BadInputException if more files than allowed can't be read, or all
   */
  Dataset read(String name, FileTree tree, String more, Path work, Progress progress, Finder finder)
      throws IOException {
    String key = DatasetCache.VERSION + "\0" + scaler + "\0" + share + "\0" + more + "\0";
    byte[] digest = Seeds.sha256().digest((key + tree.stamp()).getBytes(StandardCharsets.UTF_8));
    return DatasetCache.of(
        work,
        HexFormat.of().formatHex(digest),
        name,
        () -> decode(name, tree, finder.find(), progress));
  }

  private Dataset decode(String name, FileTree tree, FaceList list, Progress progress)
      throws IOException {
    DecodedFaces decoded = new DecodedFaces(tree, list.faces(), scaler);
    long most = tree.isFolder() ? Limits.FILE_BYTES : Limits.ENTRY_BYTES;
    decoded.decode(name, tree, most, bytes -> {}, progress);
    ReadReport report = new ReadReport(list, decoded);
    int all = list.faces().size() + list.problems().size();
    report.refuseBeyond(tree.root(), Math.max(ALWAYS_ALLOWED, (long) Math.floor(share * all)));
    LabeledImages images = labeled(decoded);
    return new Dataset(
        name,
        images,
        false,
        DatasetDigest.of(images),
        report.counts(images),
        report.notes(images, scaler.crop(), tree.passedOver()));
  }

  /** The people of whom images were read, numbered by name, with the split of a divided set. */
  private static LabeledImages labeled(DecodedFaces decoded) {
    List<FaceList.Face> read = decoded.readFaces();
    List<String> people = List.copyOf(FaceList.byPerson(read).keySet());
    int[] labels =
        read.stream().mapToInt(f -> Collections.binarySearch(people, f.person())).toArray();
    Optional<GivenSplit> given =
        decoded.isDivided()
            ? Optional.of(new GivenSplit(indices(read, false), indices(read, true)))
            : Optional.empty();
    return new LabeledImages(decoded.images(), labels, people, given);
  }

  private static int[] indices(List<FaceList.Face> faces, boolean query) {
    return IntStream.range(0, faces.size()).filter(i -> faces.get(i).query() == query).toArray();
  }
}
