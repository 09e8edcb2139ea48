package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Seeds;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.LoadedDataset.DrawnSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the data sets of a plan and draws their splits, so bad data are found before training. */
final class Preparation {
  private Preparation() {}

  static Map<String, LoadedDataset> load(
      Plan plan, Registry registry, Path work, RunListener listener) {
    Map<String, LoadedDataset> out = new LinkedHashMap<>();
    for (PlannedCell cell : plan.cells()) {
      String name = cell.dataset().name();
      if (!out.containsKey(name)) {
        out.put(name, load(cell.dataset(), plan, registry, work, listener));
      }
      Suitability.check(cell, out.get(name).data().images().images().shape());
    }
    return out;
  }

  private static LoadedDataset load(
      DatasetSpec spec, Plan plan, Registry registry, Path work, RunListener listener) {
    SplitProtocol protocol =
        SplitProtocols.of(spec.protocol(), spec.splitSettings()); // its settings first
    long start = System.nanoTime();
    Dataset data = read(registry.readers().get(spec.form()), spec, work, listener);
    double seconds = (System.nanoTime() - start) / 1e9;
    data.notes().forEach(note -> listener.note(spec.name() + ": " + note));
    Map<Long, DrawnSplit> splits = new HashMap<>();
    for (long seed : plan.profile().seeds()) {
      Split split = split(protocol, spec, data, seed);
      splits.put(seed, new DrawnSplit(split, SplitProtocols.digest(split)));
    }
    splits.values().stream()
        .findFirst()
        .filter(drawn -> !drawn.split().leftOut().isEmpty())
        .ifPresent(drawn -> listener.note(leftOut(spec.name(), drawn.split())));
    return new LoadedDataset(data, seconds, splits);
  }

  private static Split split(SplitProtocol protocol, DatasetSpec spec, Dataset data, long seed) {
    try {
      return protocol.split(data.images(), Seeds.derive(seed, spec.name(), "split"));
    } catch (BadInputException e) {
      throw new BadInputException(
          spec.where() + ": datasets." + spec.name() + ".split: " + e.getMessage(), e);
    }
  }

  private static String leftOut(String name, Split split) {
    int count = split.leftOut().size();
    String some = String.join(", ", split.leftOut().subList(0, Math.min(3, count)));
    return String.format(
        Locale.ROOT,
        "%s: %d %s too few images for %s and %s left out: %s%s",
        name,
        count,
        count == 1 ? "person has" : "people have",
        split.protocol(),
        count == 1 ? "is" : "are",
        some,
        count > 3 ? ", …" : "");
  }

  private static Dataset read(
      DatasetReader reader, DatasetSpec spec, Path work, RunListener listener) {
    try {
      return reader.read(spec.name(), spec.settings(), work, listener);
    } catch (IOException e) {
      throw new BadInputException(spec.where() + ": datasets." + spec.name() + ": " + e, e);
    }
  }
}
