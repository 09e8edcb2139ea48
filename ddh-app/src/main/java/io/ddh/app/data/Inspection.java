package io.ddh.app.data;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.ImageShape;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import io.ddh.data.check.Copies;
import io.ddh.data.check.CountRange;
import io.ddh.data.check.CropGuess;
import io.ddh.data.check.FileSurvey;
import io.ddh.data.check.PixelFacts;
import io.ddh.data.check.TwinFinder;
import io.ddh.data.check.Twins;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.config.DatasetSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads and inspects a data set, for {@code ddh data check}.
 *
 * @param chosen the data set; as in a run, its name and the seed determine the split
 * @param protocol protocol of the split whose queries and gallery are compared to find duplicates;
 *     empty for the data set's own protocol
 * @param seed seed of a run, from which the seed of the split is derived
 */
public record Inspection(ChosenData chosen, Optional<String> protocol, long seed) {
  private static final String MAX_CORRUPT = "max-corrupt";

  /** Forms whose images are separate files, in a folder or an archive. */
  private static final Set<String> FILES =
      Set.of("folder", "train-test", "youtube-faces", "facescrub");

  private static final int SAMPLES = 24;

  /**
   * Inspects the data set.
   *
   * @param work folder for caches
   * @param sheet file for the contact sheet; the sheet of near duplicates is written beside it
   * @param progress receives the progress
   * @return the findings
   * @throws BadInputException if no part of the data set can be read
   * @throws IOException if a file can't be read or written
   */
  public Findings inspect(Path work, Path sheet, Progress progress) throws IOException {
    DatasetReader reader = chosen.reader();
    String name = chosen.name();
    // Unreadable files are left out, so that all the rest can be inspected.
    Map<String, Object> all = new TreeMap<>(chosen.given());
    if (reader.defaults().containsKey(MAX_CORRUPT)) {
      all.put(MAX_CORRUPT, 1.0);
    }
    Settings settings = Settings.of(name, reader.defaults(), all);
    Dataset data = reader.read(name, settings, work, progress);
    LabeledImages images = data.images();
    ImageShape shape = images.images().shape();
    PixelFacts pixels = PixelFacts.of(images.images());
    Optional<FileSurvey> files =
        FILES.contains(reader.form())
            ? Optional.of(FileSurvey.of(Path.of(settings.text("path")), progress))
            : Optional.empty();
    boolean divided = images.given().isPresent();
    DatasetSpec plan = chosen.split(protocol, divided, Map.of());
    SplitProtocol splitter = SplitProtocols.of(plan.protocol(), plan.splitSettings());
    Optional<Split> split = Optional.empty();
    String problem = "";
    try {
      split = Optional.of(splitter.split(images, Seeds.derive(seed, name, "split")));
    } catch (BadInputException e) {
      problem = e.getMessage();
    }
    Twins twins = TwinFinder.find(images, split, SAMPLES, progress);
    Optional<CropGuess> crop =
        files.isPresent() && uncropped(data) ? CropGuess.of(images.images()) : Optional.empty();
    return new Findings(
        data.name(),
        reader.form(),
        chosen.reason(),
        data.digest(),
        data.synthetic(),
        images.identities().size(),
        images.size(),
        CountRange.of(perPerson(images)),
        List.of(shape.height(), shape.width(), shape.channels()),
        pixels.grey(),
        pixels.blank(),
        files.stream().map(Inspection::files).toList(),
        data.counts(),
        data.notes(),
        copies(images, Copies.find(images, split)),
        twins(images, twins),
        facts(plan.protocol(), split, problem),
        crop.stream().map(guess -> crop(guess, files.orElseThrow())).toList(),
        Sheets.write(sheet, data, twins).stream().map(Path::toString).toList(),
        yaml(divided),
        refusal(data, work));
  }

  private static Findings.ImageFiles files(FileSurvey files) {
    return new Findings.ImageFiles(
        files.files(),
        files.widths(),
        files.heights(),
        files.sizes().stream().map(s -> List.of(s.width(), s.height(), s.count())).toList(),
        files.copies());
  }

  private static Findings.SamePixels copies(LabeledImages images, Copies copies) {
    return new Findings.SamePixels(
        copies.surplus(),
        copies.acrossPeople(),
        copies.queries(),
        copies.groups().stream().map(group -> named(images, group)).toList());
  }

  private static Findings.SameImage twins(LabeledImages images, Twins twins) {
    List<Findings.Pair> samples =
        twins.samples().stream()
            .map(
                pair ->
                    new Findings.Pair(
                        List.of(pair.first(), pair.second()),
                        named(images, pair.first(), pair.second()),
                        pair.correlation(),
                        pair.samePerson()))
            .toList();
    return new Findings.SameImage(
        twins.images(),
        twins.pairs(),
        twins.acrossPeople(),
        twins.queries(),
        twins.queriesOtherPerson(),
        samples);
  }

  /**
   * Returns names by which users can find images. A name consists of the person's name and the
   * image's number among that person's images.
   */
  private static List<String> named(LabeledImages images, int... rows) {
    int[] labels = images.labels();
    return Arrays.stream(rows)
        .mapToObj(
            row -> {
              long number = Arrays.stream(labels, 0, row + 1).filter(l -> l == labels[row]).count();
              return images.identities().get(labels[row]) + " #" + number;
            })
        .toList();
  }

  private Findings.SplitFacts facts(String protocol, Optional<Split> split, String problem) {
    return new Findings.SplitFacts(
        protocol,
        seed,
        split.map(SplitProtocols::digest).orElse(""),
        split.map(s -> s.query().length).orElse(0),
        split.map(s -> s.gallery().length).orElse(0),
        split.map(s -> s.leftOut().size()).orElse(0),
        problem);
  }

  private String yaml(boolean divided) {
    Map<String, Object> use = new LinkedHashMap<>();
    use.put("form", chosen.reader().form());
    use.putAll(chosen.given());
    return DatasetYaml.line(chosen.name(), use, divided);
  }

  /**
   * Why {@code ddh run} would refuse the data set because of its unreadable files; empty if it
   * would not.
   */
  private String refusal(Dataset data, Path work) throws IOException {
    if (data.counts().getOrDefault("files.unreadable", 0L) > 0) {
      try {
        chosen.reader().read(chosen.name(), chosen.settings(), work, Progress.NONE);
      } catch (BadInputException e) {
        return e.getMessage();
      }
    }
    return "";
  }

  /** Whether the images are whole, that is, neither cropped nor cut out by boxes. */
  private boolean uncropped(Dataset data) {
    Map<String, Object> settings = chosen.settings().asMap();
    boolean boxed =
        chosen.reader().form().equals("facescrub")
            || settings.containsKey("boxes")
            || data.counts().containsKey("frames.without-box");
    return Integer.valueOf(0).equals(settings.get("crop")) && !boxed;
  }

  /**
   * A suggested crop, in pixels if all files have the same size, otherwise as a percentage of the
   * side.
   */
  private static Findings.Crop crop(CropGuess guess, FileSurvey files) {
    CountRange width = files.widths();
    CountRange height = files.heights();
    boolean equal = width.min() == width.max() && height.min() == height.max();
    String setting =
        equal
            ? "" + Math.round(guess.share() * Math.min(width.min(), height.min()))
            : Math.max(1, Math.round(100 * guess.share())) + "%";
    return new Findings.Crop(guess.share(), setting, guess.middle(), guess.border());
  }

  private static long[] perPerson(LabeledImages images) {
    long[] counts = new long[images.identities().size()];
    for (int label : images.labels()) {
      counts[label]++;
    }
    return counts;
  }
}
