package io.ddh.app.cli;

import io.ddh.app.data.Findings;
import io.ddh.app.data.FindingsJson;
import io.ddh.app.data.FindingsText;
import io.ddh.app.data.Inspection;
import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh data check}: what a data set holds, and what is wrong with it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Read a data set and say what is in it: form, people, sizes, unreadable files,",
      "duplicates, also between queries and gallery; with contact sheets to look at.",
      "Exit code 2 if ddh run would refuse it."
    })
final class DataCheckCommand implements Callable<Integer> {
  private static final String GIVEN = "given";
  private static final String FACESCRUB = "facescrub";

  @Spec private CommandSpec spec;
  @Mixin private DataSource source;
  @Mixin private Console console;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description = "Split to look across (default: given if the form has one, else facescrub).")
  private Optional<String> protocol = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Run seed of the split (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--sheet",
      paramLabel = "PNG",
      description = "Contact sheet (default: <work>/check/<name>.png).")
  private Optional<Path> sheet = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Option(
      names = "--keep",
      description = {
        "Keep the numbers of queries with a twin in <results>/<data set>/check.json,",
        "where tables take them from; with --dataset and its own split."
      })
  private boolean keep;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results folder for --keep (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "work",
      description = "Folder for caches (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws IOException {
    DataSource.Selected selected = source.select(Registry.load());
    if (keep && (selected.spec().isEmpty() || protocol.isPresent())) {
      throw new BadInputException("--keep goes with --dataset, and not with --protocol");
    }
    PrintWriter out = spec.commandLine().getOut();
    ConsoleListener listener = console.listener(out);
    Progress progress = json ? Progress.NONE : listener;
    Path png = sheet.orElse(work.resolve("check").resolve(selected.name() + ".png"));
    Findings found = inspection(selected).look(work, png, progress);
    Optional<Path> kept =
        keep
            ? Optional.of(found.kept().keep(results, found.data().name()))
            : Optional.<Path>empty();
    if (json) {
      out.println(FindingsJson.of(found));
    } else {
      FindingsText.of(found).forEach(listener::outcome);
      kept.ifPresent(file -> listener.outcome("kept in     " + file));
    }
    out.flush();
    if (found.refusal().isPresent()) {
      throw new BadInputException(found.refusal().get());
    }
    return 0;
  }

  private Inspection inspection(DataSource.Selected selected) {
    protocol.ifPresent(
        name -> KnownNames.check("--protocol", "protocol", name, SplitProtocols.names()));
    return new Inspection(
        selected.name(),
        selected.reader(),
        selected.reason(),
        selected.given(),
        divided -> plan(selected, divided),
        seed);
  }

  private Inspection.SplitPlan plan(DataSource.Selected selected, boolean divided) {
    String own = selected.spec().map(s -> s.protocol()).orElse(divided ? GIVEN : FACESCRUB);
    String name = protocol.orElse(own);
    Settings settings =
        selected.spec().isPresent() && name.equals(own)
            ? selected.spec().get().splitSettings()
            : Settings.of("split", SplitProtocols.defaults(name), Map.of());
    Map<String, Object> use = new LinkedHashMap<>();
    use.put("form", selected.reader().form());
    use.putAll(selected.given());
    return new Inspection.SplitPlan(
        name, SplitProtocols.of(name, settings), DatasetYaml.line(selected.name(), use, divided));
  }
}
