package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Seeds;
import io.ddh.core.Shown;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import io.ddh.core.TrainingSet;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.config.DatasetSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data set in memory with its splits.
 *
 * @param data images of the data set and notes of their origin
 * @param seconds seconds that reading the data took
 * @param splits splits by run seed
 */
record LoadedDataset(Dataset data, double seconds, Map<Long, DrawnSplit> splits) {
  /**
   * Reads the data sets of a plan and draws their splits, so that bad data are found before the
   * first training.
   */
  static Map<String, LoadedDataset> load(Plan plan, Runner run) {
    Map<String, LoadedDataset> out = new LinkedHashMap<>();
    for (PlannedCell cell : plan.cells()) {
      LoadedDataset loaded =
          out.computeIfAbsent(cell.dataset().name(), name -> load(cell.dataset(), plan, run));
      cell.check(loaded.images().shape());
    }
    return out;
  }

  private static LoadedDataset load(DatasetSpec spec, Plan plan, Runner run) {
    SplitProtocol protocol =
        SplitProtocols.of(spec.protocol(), spec.splitSettings()); // checked before reading data
    long start = System.nanoTime();
    Dataset data;
    try {
      DatasetReader reader = run.registry().readers().get(spec.form());
      data = reader.read(spec.name(), spec.settings(), run.work(), run.listener());
    } catch (IOException e) {
      throw new BadInputException(spec.where() + ": datasets." + spec.name() + ": " + e, e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    data.notes().forEach(note -> run.listener().note(spec.name() + ": " + note));
    Map<Long, DrawnSplit> splits = new HashMap<>();
    for (long seed : plan.profile().seeds()) {
      Split split = split(protocol, spec, data, seed);
      splits.put(seed, new DrawnSplit(split, SplitProtocols.digest(split)));
    }
    Split first = splits.values().iterator().next().split();
    if (!first.leftOut().isEmpty()) {
      run.listener().note(leftOut(spec.name(), first));
    }
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
    String has = count == 1 ? "person has" : "people have";
    String is = count == 1 ? "is" : "are";
    return Shown.format(
        "%s: %d %s too few images for the split protocol '%s' and %s left out: %s%s",
        name, count, has, split.protocol(), is, some, count > 3 ? ", …" : "");
  }

  /** Returns the number of training and validation images in the smallest of the splits. */
  int leastToLearnFrom() {
    return splits.values().stream()
        .mapToInt(drawn -> drawn.split().train().length + drawn.split().validation().length)
        .min()
        .orElseThrow();
  }

  /** Returns the split that was drawn for a cell's seed. */
  DrawnSplit drawn(PlannedCell cell) {
    return splits.get(cell.seed());
  }

  /** Returns the images of the whole data set. */
  Images images() {
    return data.images().images();
  }

  /** {@return the training and validation rows, from which a cell may learn} */
  TrainingSet training(PlannedCell cell, Inputs inputs) {
    return TrainingSet.of(inputs, data.images().labels(), drawn(cell).split());
  }

  /** A split with the digest of its rows. */
  record DrawnSplit(Split split, String digest) {}
}
