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
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads a data set and inspects it.
 *
 * @param name the data set's name; the split's seed derives from it, as in a run
 * @param reason why that form was taken, one line
 * @param given the reader's settings that differ from its defaults, {@code path} among them
 * @param plans the split to look across, for a set that comes with a split (true) or without
 * @param seed run seed
 */
public record Inspection(
    String name,
    DatasetReader reader,
    String reason,
    Map<String, Object> given,
    Function<Boolean, SplitPlan> plans,
    long seed) {
  private static final String MAX_CORRUPT = "max-corrupt";

  /** Forms whose images are files of their own, in a folder or an archive. */
  private static final Set<String> FILES =
      Set.of("folder", "train-test", "youtube-faces", "facescrub");

  private static final int SAMPLES = 24;

  /**
   * How a set would be split.
   *
   * @param protocol name of the split protocol
   * @param splitter makes that split
   * @param yaml the data set as one line for {@code experiments.yaml}
   */
  public record SplitPlan(String protocol, SplitProtocol splitter, String yaml) {}

  /**
   * Inspects the set.
   *
   * @param work folder for caches
   * @param sheet file for the contact sheet; that of twins is put beside it
   * @param progress receives the progress
   * @return the findings
   * @throws BadInputException if nothing of the set can be read
   * @throws IOException if a file can't be read or written
   */
  public Findings look(Path work, Path sheet, Progress progress) throws IOException {
    // Without its unreadable files, so that all the rest can be inspected.
    Map<String, Object> all = new TreeMap<>(given);
    if (reader.defaults().containsKey(MAX_CORRUPT)) {
      all.put(MAX_CORRUPT, 1.0);
    }
    Dataset data = read(all, work, progress);
    LabeledImages images = data.images();
    ImageShape shape = images.images().shape();
    PixelFacts pixels = PixelFacts.of(images.images());
    Optional<FileSurvey> files =
        FILES.contains(reader.form())
            ? Optional.of(FileSurvey.of(Path.of(given.get("path").toString()), progress))
            : Optional.empty();
    SplitPlan plan = plans.apply(images.given().isPresent());
    Optional<Split> split = Optional.empty();
    String problem = "";
    try {
      split = Optional.of(plan.splitter().split(images, Seeds.derive(seed, name, "split")));
    } catch (BadInputException e) {
      problem = e.getMessage();
    }
    Twins twins = TwinFinder.find(images, split, SAMPLES, progress);
    Optional<CropGuess> crop =
        files.isPresent() && uncropped(data) ? CropGuess.of(images.images()) : Optional.empty();
    return new Findings(
        data.name(),
        reader.form(),
        reason,
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
        plan.yaml(),
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

  /** Images for a person to find: the person's name, and which of the person's images it is. */
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

  private Dataset read(Map<String, Object> settings, Path work, Progress progress)
      throws IOException {
    return reader.read(name, Settings.of(name, reader.defaults(), settings), work, progress);
  }

  /** Why a run would refuse the set because of unreadable files; empty if it would not. */
  private String refusal(Dataset data, Path work) throws IOException {
    if (data.counts().getOrDefault("files.unreadable", 0L) > 0) {
      try {
        read(given, work, Progress.NONE);
      } catch (BadInputException e) {
        return e.getMessage();
      }
    }
    return "";
  }

  /** Whether neither a crop nor boxes cut anything off the images. */
  private boolean uncropped(Dataset data) {
    Map<String, Object> settings = Settings.of(name, reader.defaults(), given).asMap();
    boolean boxed =
        reader.form().equals("facescrub")
            || settings.containsKey("boxes")
            || data.counts().containsKey("frames.without-box");
    return Integer.valueOf(0).equals(settings.get("crop")) && !boxed;
  }

  /** The setting is in pixels where all files have one size, else a percentage of the side. */
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
