package io.ddh.app.cli;

import io.ddh.app.search.SearchRequest;
import io.ddh.experiments.console.OptionRange;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/**
 * The options that limit the number and distance of hits, shared by {@code ddh search} and {@code
 * ddh serve}.
 */
final class HitOptions {
  @Option(
      names = "--reject-above",
      paramLabel = "D",
      description =
          "Distance above which a face counts as unknown (default: the distance stored in the"
              + " index).")
  private Optional<Integer> reject = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Folder of the images listed in the index (default: the folder stored in the"
              + " index).")
  private Optional<Path> images = Optional.empty();

  OptionalInt rejectAbove() {
    reject.ifPresent(d -> OptionRange.check("--reject-above", d, 0, SearchRequest.FARTHEST));
    return reject.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  Optional<Path> images() {
    return images;
  }
}
