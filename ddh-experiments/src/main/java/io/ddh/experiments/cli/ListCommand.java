package io.ddh.experiments.cli;

import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.eval.Metrics;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.Profile;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import io.ddh.experiments.report.Figures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The command {@code ddh list}, which prints all names that can be used in options and in the
 * experiments file.
 */
@Command(
    name = "list",
    description = "List methods, features, data sets, profiles, metrics and figures.")
final class ListCommand extends ToolCommand {
  @Mixin private ConfigFile config;

  @Override
  public Integer call() throws IOException {
    Registry registry = Registry.load();
    Experiments experiments = config.read(registry, "", List.of());
    print("methods (\"from:\" says what the method learns from; the default settings follow)");
    registry.methods().values().forEach(this::method);
    if (!experiments.variants().isEmpty()) {
      print("variants (rows in the experiments file that change the settings of another row)");
    }
    for (Map.Entry<String, Row> variant : experiments.variants().entrySet()) {
      Map<String, Object> settings = experiments.methods().get(variant.getKey()).asMap();
      print(
          "  %s  of: %s  %s", variant.getKey(), variant.getValue().name(), new TreeMap<>(settings));
    }
    print("features (a method that learns from features also runs as method+features)");
    for (FeatureMethod features : registry.features().values()) {
      print("  %s  %s", features.outputs(), new TreeMap<>(features.defaults()));
    }
    print("data sets");
    for (DatasetSpec set : experiments.datasets().values()) {
      Object split = set.splitSettings().asMap();
      print(
          "  %s  %s %s, %s %s",
          set.name(), set.form(), set.settings().asMap(), set.protocol(), split);
    }
    print("profiles");
    for (Profile p : experiments.profiles().values()) {
      print(
          "  %s  %s x %s x %s bits x seeds %s",
          p.name(), p.datasets(), p.methods(), p.bits(), p.seeds());
    }
    print("metrics");
    Metrics.all(registry.metrics())
        .forEach(metric -> print("  %s  %s: %s", metric.key(), metric.name(), metric.definition()));
    print("figures (drawn for each data set by ddh report)");
    Figures.load().all().forEach(figure -> print("  %s  %s", figure.name(), figure.title()));
    return 0;
  }

  private void method(HashMethod method) {
    String from = method.features().isEmpty() ? "pixels" : method.features();
    print("  %s  from: %s  %s", method.name(), from, new TreeMap<>(method.defaults()));
    print("      %s", method.citation());
    method.deviations().forEach(deviation -> print("      differs: %s", deviation));
  }
}
