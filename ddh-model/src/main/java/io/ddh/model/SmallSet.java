package io.ddh.model;

import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits a training to few images. Below {@value TrainingSet#ENOUGH} images batches shrink, down to
 * {@value #LEAST}, so that an epoch has as many steps as there; where it still has fewer, the
 * numbers of epochs and the patience grow, so that a training takes as many steps, and waits as
 * many, as with {@value TrainingSet#ENOUGH} images. What is given stays.
 */
final class SmallSet {
  /** Smaller batches make batch norm's statistics poor. */
  static final int LEAST = 16;

  private SmallSet() {}

  /**
   * Fits one training.
   *
   * @param images to learn from, those for validation included
   * @param batch key of the images per step
   * @param usual images per step where there are enough
   * @param epochs keys that count epochs
   */
  static Settings suited(Settings settings, int images, String batch, int usual, String... epochs) {
    if (images >= TrainingSet.ENOUGH) {
      return settings;
    }
    Map<String, Object> changes = new TreeMap<>();
    int fitted = (Integer) settings.asMap().get(batch);
    if (!settings.isGiven(batch)) {
      fitted =
          Math.max(LEAST, Integer.highestOneBit(Math.max(1, images * usual / TrainingSet.ENOUGH)));
      if (fitted != usual) {
        changes.put(batch, fitted);
      }
    }
    int steps = steps(TrainingSet.ENOUGH, usual);
    int now = steps(images, fitted);
    for (String key : epochs) {
      int count = (Integer) settings.asMap().get(key);
      if (!settings.isGiven(key) && now < steps) {
        changes.put(key, (count * steps + now - 1) / now);
      }
    }
    return changes.isEmpty() ? settings : settings.with(changes);
  }

  /** Of an epoch. */
  private static int steps(int images, int batch) {
    return (images + batch - 1) / batch;
  }
}
