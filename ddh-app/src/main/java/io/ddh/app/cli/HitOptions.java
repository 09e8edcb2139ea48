package io.ddh.app.cli;

import io.ddh.app.search.SearchRequest;
import io.ddh.experiments.console.OptionRange;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options of search and serve that concern hits. */
final class HitOptions {
  @Option(
      names = "--reject-above",
      paramLabel = "D",
      description = "Distance above which a face counts as unknown (default: the index's).")
  private Optional<Integer> reject = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder of the index's sources (default: the index's).")
  private Optional<Path> pictures = Optional.empty();

  OptionalInt rejectAbove() {
    reject.ifPresent(d -> OptionRange.check("--reject-above", d, 0, SearchRequest.FARTHEST));
    return reject.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  Optional<Path> pictures() {
    return pictures;
  }
}
