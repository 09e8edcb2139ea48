package io.ddh.experiments.run;

import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.util.Map;

/**
 * A data set in memory with its splits.
 *
 * @param data images and origin
 * @param seconds that reading took
 * @param splits by run seed
 */
record LoadedDataset(Dataset data, double seconds, Map<Long, DrawnSplit> splits) {
  LoadedDataset {
    splits = Map.copyOf(splits);
  }

  /** Images to learn from, those for validation included, in the smallest of the splits. */
  int leastToLearnFrom() {
    return splits.values().stream()
        .mapToInt(drawn -> drawn.split().train().length + drawn.split().validation().length)
        .min()
        .orElseThrow();
  }

  /** The split of a cell's seed. */
  DrawnSplit drawn(PlannedCell cell) {
    return splits.get(cell.seed());
  }

  /** The pixels of the whole data set. */
  Images images() {
    return data.images().images();
  }

  /** {@return the training and validation rows, which a cell may learn from} */
  TrainingSet training(PlannedCell cell, Inputs inputs) {
    return TrainingSet.of(inputs, data.images().labels(), drawn(cell).split());
  }

  /** A split with the digest of its rows. */
  record DrawnSplit(Split split, String digest) {}
}
