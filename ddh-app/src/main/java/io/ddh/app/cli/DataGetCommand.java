package io.ddh.app.cli;

import io.ddh.app.data.Catalogue;
import io.ddh.app.data.RemoteSet;
import io.ddh.data.fetch.Downloader;
import io.ddh.data.fetch.FetchLimits;
import io.ddh.data.fetch.Fetched;
import io.ddh.data.fetch.RemoteFile;
import io.ddh.data.fetch.Unpacker;
import io.ddh.experiments.console.OptionRange;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.launch.ProcessEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh data get}: fetches data sets that may be fetched freely. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = {
      "Fetch data sets, each into a folder of its own; ddh data list shows which.",
      "What broke off goes on where it ended when the command is given again."
    })
final class DataGetCommand implements Callable<Integer> {
  /** Forms whose sets come with a split of their own. */
  private static final Set<String> DIVIDED = Set.of("idx", "cifar", "train-test");

  @Spec private CommandSpec spec;
  @Mixin private DownloadList downloads;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Data sets, e.g. mnist.")
  private List<String> names = List.of();

  @Option(
      names = "--stall",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Give a server up after so long without a byte (default: ${DEFAULT-VALUE}).")
  private double stall;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "4",
      description = "Attempts at each address (default: ${DEFAULT-VALUE}).")
  private int attempts;

  @Override
  public Integer call() throws IOException {
    OptionRange.check("--attempts", attempts, 1, 1_000);
    OptionRange.check("--stall (ms)", (int) Math.min(1e9, stall * 1000), 1, 3_600_000);
    Catalogue catalogue = downloads.read();
    List<RemoteSet> sets = new ArrayList<>();
    names.forEach(name -> sets.add(catalogue.set(name)));
    PrintWriter out = spec.commandLine().getOut();
    DownloadBar bar = new DownloadBar(out, ProcessEnvironment.outputIsTerminal(), System::nanoTime);
    Downloader downloader =
        new Downloader(
            new FetchLimits(
                FetchLimits.DEFAULT.connect(),
                Duration.ofMillis(Math.round(stall * 1000)),
                attempts,
                FetchLimits.DEFAULT.pause()),
            bar);
    for (RemoteSet set : sets) {
      Path folder = downloads.folder(set.name());
      for (RemoteFile file : set.files()) {
        try {
          Fetched fetched = downloader.fetch(file, folder);
          bar.clear();
          out.println(line(fetched, set));
        } finally {
          bar.clear();
        }
      }
      for (Path made : Unpacker.unpack(set.files(), set.unpack(), folder)) {
        out.println(made + "  unpacked");
      }
      out.println(set.name() + ": " + set.title() + "; terms and whom to cite: " + set.home());
      if (!set.use().isEmpty()) {
        out.println("  for experiments.yaml: " + yaml(set, folder));
      }
    }
    out.flush();
    return 0;
  }

  /** The settings of the list, its path taken as one below the set's folder. */
  private static String yaml(RemoteSet set, Path folder) {
    Map<String, Object> use = new LinkedHashMap<>(set.use());
    use.computeIfPresent(
        "path", (key, below) -> folder.resolve(below.toString()).normalize().toString());
    return DatasetYaml.line(set.name(), use, DIVIDED.contains(String.valueOf(use.get("form"))));
  }

  private static String line(Fetched fetched, RemoteSet set) {
    String check =
        switch (fetched.check()) {
          case SHA256 -> "SHA-256 as " + set.digestSource() + " says";
          case MD5 ->
              "MD5 as "
                  + set.digestSource()
                  + " says; SHA-256 "
                  + fetched.sha256()
                  + " recorded in SHA256SUMS";
          case RECORDED -> "SHA-256 as recorded in SHA256SUMS at first use";
          case FIRST_USE ->
              "first use: no source of a digest; SHA-256 "
                  + fetched.sha256()
                  + " recorded in SHA256SUMS";
        };
    return String.format(
        Locale.ROOT,
        "%s  %s%s  %s",
        fetched.file(),
        Units.size(fetched.bytes()),
        fetched.present() ? ", was there" : "",
        check);
  }
}
