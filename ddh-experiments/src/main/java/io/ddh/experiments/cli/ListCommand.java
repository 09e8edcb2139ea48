package io.ddh.experiments.cli;

import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.report.Figure;
import io.ddh.experiments.report.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ddh list}: everything that can be named. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List methods, features, data sets, profiles, metrics and figures.")
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigFile config;

  @Override
  public Integer call() throws IOException {
    Registry registry = Registry.load();
    Experiments experiments = config.read(registry, "", List.of());
    PrintWriter out = spec.commandLine().getOut();
    out.println("methods (settings with their defaults; from: what it learns from)");
    registry
        .methods()
        .forEach(
            (name, method) -> {
              String from = method.features().isEmpty() ? "pixels" : method.features();
              out.println("  " + name + "  from: " + from + "  " + sorted(method.defaults()));
              out.println("      " + method.citation());
              method.deviations().forEach(d -> out.println("      differs: " + d));
            });
    if (!experiments.variants().isEmpty()) {
      out.println("variants (rows of the file: another row with other settings)");
    }
    experiments
        .variants()
        .forEach(
            (name, base) ->
                out.println(
                    "  " + name + "  of: " + base.name() + "  " + settings(experiments, name)));
    out.println("features (a method that learns from features runs as method+features, too)");
    registry
        .features()
        .forEach((name, f) -> out.println("  " + f.outputs() + "  " + sorted(f.defaults())));
    out.println("data sets");
    experiments
        .datasets()
        .forEach(
            (name, set) ->
                out.println(
                    "  "
                        + name
                        + "  "
                        + set.form()
                        + " "
                        + set.settings().asMap()
                        + ", "
                        + set.protocol()
                        + " "
                        + set.splitSettings().asMap()));
    out.println("profiles");
    experiments
        .profiles()
        .forEach(
            (name, p) ->
                out.println(
                    "  "
                        + name
                        + "  "
                        + p.datasets()
                        + " x "
                        + p.methods()
                        + " x "
                        + p.bits()
                        + " bits x seeds "
                        + p.seeds()));
    out.println("metrics");
    for (MetricInfo metric : Metrics.all(registry.metrics())) {
      out.println("  " + metric.key() + "  " + metric.name() + ": " + metric.definition());
    }
    out.println("figures (of each data set, drawn by report)");
    for (Figure figure : Figures.load().all()) {
      out.println("  " + figure.name() + "  " + figure.title());
    }
    out.flush();
    return 0;
  }

  private static Map<String, Object> settings(Experiments experiments, String row) {
    return sorted(experiments.methods().get(row).asMap());
  }

  private static Map<String, Object> sorted(Map<String, Object> settings) {
    return new TreeMap<>(settings);
  }
}
