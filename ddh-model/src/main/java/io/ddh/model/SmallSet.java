package io.ddh.model;

import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adapts the settings of a training to a small number of images. With fewer than {@value
 * TrainingSet#ENOUGH} images, batches shrink, but not below {@value #LEAST} images, so that an
 * epoch has as many steps as with {@value TrainingSet#ENOUGH} images. If that is not enough, the
 * numbers of epochs and the patience grow, so that the training still has as many steps in total.
 * Settings that the user gave stay as they are.
 */
final class SmallSet {
  /** Smallest batch; with fewer images, the statistics of batch norm would be poor. */
  static final int LEAST = 16;

  private SmallSet() {}

  /**
   * Adapts the settings of one training.
   *
   * @param images number of images to learn from, validation images included
   * @param batch key of the setting for images per step
   * @param usual default number of images per step
   * @param epochs keys of the settings that count epochs
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

  /** Returns the number of steps in an epoch. */
  private static int steps(int images, int batch) {
    return (images + batch - 1) / batch;
  }
}
