package io.ddh.app.cli;

import io.ddh.app.data.Catalogue;
import io.ddh.app.data.DatasetYaml;
import io.ddh.app.data.RemoteSet;
import io.ddh.data.fetch.Downloader;
import io.ddh.data.fetch.FetchLimits;
import io.ddh.data.fetch.Fetched;
import io.ddh.data.fetch.RemoteFile;
import io.ddh.data.fetch.Unpacker;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.OptionRange;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.console.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh data get}: downloads data sets that may be downloaded freely. */
@Command(
    name = "get",
    description = {
      "Download data sets, each into its own folder; 'ddh data list' shows which are available.",
      "The same command resumes an interrupted download."
    })
final class DataGetCommand extends ToolCommand {
  /** Forms of data sets that come with their own split. */
  private static final Set<String> DIVIDED = Set.of("idx", "cifar", "train-test");

  @Mixin private DownloadList downloads;
  @Mixin private Console console;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Data sets, e.g. mnist.")
  private List<String> names = List.of();

  @Option(
      names = "--stall",
      paramLabel = "SECONDS",
      description =
          "Give up on a server that sends nothing for this long (default: ${DEFAULT-VALUE}).")
  private double stall = 30;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "Number of attempts per address (default: ${DEFAULT-VALUE}).")
  private int attempts = 4;

  @Override
  public Integer call() throws IOException {
    OptionRange.check("--attempts", attempts, 1, 1_000);
    OptionRange.check("--stall (ms)", (int) Math.min(1e9, stall * 1000), 1, 3_600_000);
    Catalogue catalogue = downloads.read();
    List<RemoteSet> sets = names.stream().map(catalogue::set).toList();
    ProgressDisplay display = console.display(out(), Units::size);
    FetchLimits limits =
        new FetchLimits(
            FetchLimits.DEFAULT.connect(),
            Duration.ofMillis(Math.round(stall * 1000)),
            attempts,
            FetchLimits.DEFAULT.pause());
    try {
      Downloader downloader = new Downloader(limits, display, display::line);
      for (RemoteSet set : sets) {
        get(set, downloader, display);
      }
    } finally {
      display.clear();
    }
    return 0;
  }

  private void get(RemoteSet set, Downloader downloader, ProgressDisplay display)
      throws IOException {
    Path folder = downloads.folder(set.name());
    for (RemoteFile file : set.files()) {
      Fetched fetched = downloader.fetch(file, folder);
      display.outcome(
          "%s  %s%s  %s",
          fetched.file(),
          Units.size(fetched.bytes()),
          fetched.present() ? ", already there" : "",
          check(fetched, set));
    }
    for (Path made : Unpacker.unpack(set.files(), set.unpack(), folder)) {
      display.outcome("%s  unpacked", made);
    }
    display.outcome("%s: %s; terms and citation: %s", set.name(), set.title(), set.home());
    if (!set.use().isEmpty()) {
      display.outcome("  for experiments.yaml: " + yaml(set, folder));
    }
  }

  /**
   * A data set's line for the experiments file. The line contains the settings from the list of
   * downloads, with the path resolved against the data set's folder.
   */
  private static String yaml(RemoteSet set, Path folder) {
    Map<String, Object> use = new LinkedHashMap<>(set.use());
    use.computeIfPresent(
        "path", (key, below) -> folder.resolve(below.toString()).normalize().toString());
    return DatasetYaml.line(set.name(), use, DIVIDED.contains(String.valueOf(use.get("form"))));
  }

  private static String check(Fetched fetched, RemoteSet set) {
    String recorded = "SHA-256 " + fetched.sha256() + " recorded in SHA256SUMS";
    return switch (fetched.check()) {
      case SHA256 -> "SHA-256 as in " + set.digestSource();
      case MD5 -> "MD5 as in " + set.digestSource() + "; " + recorded;
      case RECORDED -> "SHA-256 as recorded in SHA256SUMS at first use";
      case FIRST_USE -> "not verified, since no digest is published; " + recorded;
    };
  }
}
