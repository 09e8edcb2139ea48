package io.ddh.app.cli;

import io.ddh.app.photos.PhotoIndexing;
import io.ddh.app.photos.PhotoRequest;
import io.ddh.app.photos.PhotoSummary;
import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.experiments.console.OptionRange;
import io.ddh.vision.FaceOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of {@code ddh index build} that apply only to a folder of photos. */
final class PhotoOptions {
  /** Where the labels come from. */
  private enum Labels {
    NONE,
    FOLDERS
  }

  @Option(
      names = "--labels",
      paramLabel = "WHERE",
      description =
          "Where labels come from: 'none' (default), or 'folders'. With 'folders', the label of the"
              + " largest face in each photo is the name of the folder directly below INPUT"
              + " that contains the photo.")
  private Optional<Labels> labels = Optional.empty();

  @Option(
      names = "--sync",
      description =
          "Also delete the faces of photos that no longer exist, and index changed photos again.")
  private boolean sync;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description =
          "Hashing method: 'itq' (default), 'lsh' (default if a code has more bits than a face's"
              + " vector has values) or 'sdh', which needs labels and finds only people who are "
              + "in the index.")
  private Optional<String> method = Optional.empty();

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Largest number of faces on which the method is fitted (default: ${DEFAULT-VALUE}).")
  private int sample = 20_000;

  @Option(
      names = "--tiles",
      negatable = true,
      paramLabel = "BOOL",
      description =
          "Search large photos also part by part, which finds small faces but is slower"
              + " (default: yes).")
  private Optional<Boolean> tiles = Optional.empty();

  @Option(
      names = "--turns",
      negatable = true,
      description = "Also find sideways and upside-down faces (default: yes).")
  private Optional<Boolean> turns = Optional.empty();

  @Option(
      names = "--min-face",
      paramLabel = "PIXELS",
      description = "Smallest width of a face to find (default: 40).")
  private Optional<Integer> minFace = Optional.empty();

  @Option(
      names = "--min-score",
      paramLabel = "S",
      description = "Lowest detector score of a face to find, 0 to 1 (default: 0.5).")
  private Optional<Double> minScore = Optional.empty();

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description = "Network that finds faces (default: blazeface-full; see 'ddh models list').")
  private Optional<String> detector = Optional.empty();

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description =
          "Network that computes a face's vector (default: dlib-face; see 'ddh models list').")
  private Optional<String> network = Optional.empty();

  /** Refuses these options if the input is a codes file. */
  static void checkNone(ParseResult parsed, Path input) {
    for (OptionSpec option : parsed.matchedOptions()) {
      if (option.userObject() instanceof Field field
          && field.getDeclaringClass() == PhotoOptions.class) {
        throw BadInputException.of(
            "%s: valid only for a folder of photos, not for %s", option.longestName(), input);
      }
    }
  }

  /** Builds the index of a folder, or brings it up to date. */
  PhotoSummary build(
      Path folder, Path index, OptionalInt bits, Progress progress, Consumer<String> notes)
      throws IOException {
    OptionRange.check("--sample", sample, 1, 10_000_000);
    bits.ifPresent(k -> OptionRange.check("--bits", k, 1, 512));
    minFace.ifPresent(pixels -> OptionRange.check("--min-face", pixels, 8));
    minScore.ifPresent(score -> OptionRange.checkShare("--min-score", score));
    PhotoRequest request =
        new PhotoRequest(method, bits, sample, labels.map(Labels.FOLDERS::equals), sync);
    return PhotoIndexing.run(folder, index, request, this::over, progress, notes);
  }

  private FaceOptions over(FaceOptions base) {
    return new FaceOptions(
        detector.orElse(base.detector()),
        network.orElse(base.network()),
        tiles.orElse(base.tiles()),
        turns.orElse(base.turns()),
        minScore.orElse(base.minScore()),
        minFace.orElse(base.minFace()),
        base.maxFaces());
  }
}
