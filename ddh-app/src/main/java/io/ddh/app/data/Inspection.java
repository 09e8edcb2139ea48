package io.ddh.app.data;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads a data set and looks it over.
 *
 * @param name the data set's name; the split's seed derives from it, as in a run
 * @param reason why that form was taken, one line
 * @param given the reader's settings that differ from its defaults, {@code path} among them
 * @param plans the split to look across, for a set that comes divided (true) or undivided
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
  private static final String CROP = "crop";

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

  public Inspection {
    given = Map.copyOf(given);
  }

  /**
   * Looks.
   *
   * @param work folder for caches
   * @param sheet where the contact sheet goes; that of twins lies beside it
   * @throws BadInputException if nothing of the set can be read
   */
  public Findings look(Path work, Path sheet, Progress progress) throws IOException {
    Dataset data = readAll(work, progress);
    LabeledImages images = data.images();
    Optional<FileSurvey> files =
        FILES.contains(reader.form())
            ? Optional.of(FileSurvey.of(Path.of(given.get("path").toString()), progress))
            : Optional.empty();
    SplitPlan plan = plans.apply(images.given().isPresent());
    Optional<Split> split = Optional.empty();
    SplitFacts facts;
    try {
      Split drawn = plan.splitter().split(images, Seeds.derive(seed, name, "split"));
      facts =
          new SplitFacts(
              plan.protocol(),
              seed,
              SplitProtocols.digest(drawn),
              drawn.query().length,
              drawn.gallery().length,
              drawn.leftOut().size(),
              Optional.empty());
      split = Optional.of(drawn);
    } catch (BadInputException e) {
      facts = new SplitFacts(plan.protocol(), seed, "", 0, 0, 0, Optional.of(e.getMessage()));
    }
    Twins twins = TwinFinder.find(images, split, SAMPLES, progress);
    Optional<CropGuess> crop =
        files.isPresent() && wholePictures(data) ? CropGuess.of(images.images()) : Optional.empty();
    return new Findings(
        reader.form(),
        reason,
        data,
        CountRange.of(perPerson(images)),
        PixelFacts.of(images.images()),
        files,
        Copies.find(images, split),
        twins,
        facts,
        crop,
        crop.map(guess -> setting(guess, files.get())).orElse(""),
        Sheets.write(sheet, data, twins),
        plan.yaml(),
        refusal(data, work));
  }

  /** With every unreadable file passed over, so that all that can be said is said. */
  private Dataset readAll(Path work, Progress progress) throws IOException {
    Map<String, Object> all = new TreeMap<>(given);
    if (reader.defaults().containsKey(MAX_CORRUPT)) {
      all.put(MAX_CORRUPT, 1.0);
    }
    return read(all, work, progress);
  }

  private Dataset read(Map<String, Object> settings, Path work, Progress progress)
      throws IOException {
    return reader.read(name, Settings.of(name, reader.defaults(), settings), work, progress);
  }

  /** Whether a run would take the set, where files were passed over. */
  private Optional<String> refusal(Dataset data, Path work) throws IOException {
    if (data.counts().getOrDefault("files.unreadable", 0L) == 0) {
      return Optional.empty();
    }
    try {
      read(given, work, Progress.NONE);
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether the images show all of their pictures: neither a crop nor boxes cut anything off. */
  private boolean wholePictures(Dataset data) {
    Map<String, Object> settings = Settings.of(name, reader.defaults(), given).asMap();
    boolean boxed =
        reader.form().equals("facescrub")
            || settings.containsKey("boxes")
            || data.counts().containsKey("frames.without-box");
    return Integer.valueOf(0).equals(settings.get(CROP)) && !boxed;
  }

  /** Pixels where all pictures are of one size, else whole per cent of the shorter side. */
  private static String setting(CropGuess guess, FileSurvey files) {
    CountRange width = files.widths();
    CountRange height = files.heights();
    if (width.min() == width.max() && height.min() == height.max()) {
      return Long.toString(Math.round(guess.share() * Math.min(width.min(), height.min())));
    }
    return Math.max(1, Math.round(100 * guess.share())) + "%";
  }

  private static long[] perPerson(LabeledImages images) {
    long[] counts = new long[images.identities().size()];
    for (int label : images.labels()) {
      counts[label]++;
    }
    return counts;
  }
}
