package io.ddh.model;

import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.model.layer.Initialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a network's training.
 *
 * @param epochs largest number of epochs
 * @param patience the training stops after this number of epochs without a lower watched loss
 * @param leastSteps number of steps before an epoch may be chosen as the best
 * @param batch images per step
 * @param rate Adam's step size
 * @param decay weight decay α of Eq. 5, which adds α/2·‖W‖² to the loss
 * @param initialization rule for the size of the initial weights
 * @param augmentation random changes of the training images
 * @param schedule how the step size changes over the epochs
 * @param keepsLast true to run all epochs and keep the last epoch's weights, which suits a step
 *     size that falls to 0; false to keep the weights with the lowest watched loss
 */
record Recipe(
    int epochs,
    int patience,
    int leastSteps,
    int batch,
    double rate,
    double decay,
    Initialization initialization,
    Augmentation augmentation,
    Schedule schedule,
    boolean keepsLast) {
  private static final int BATCH = 256;

  /**
   * Default of {@code leastSteps}, which is the number of steps in 20 epochs with {@link
   * TrainingSet#ENOUGH} images.
   */
  private static final int LEAST_STEPS = 160;

  /** Returns the settings of training with their defaults. */
  static Map<String, Object> defaults(boolean augmented) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("epochs", 100);
    out.put("patience", 20);
    out.put("least-steps", new Settings.Added(LEAST_STEPS));
    out.put("batch", BATCH);
    out.put("rate", 1e-3);
    out.put("alpha", 2e-4);
    out.put("init", "fan-in");
    out.put("flip", augmented);
    out.put("shift", augmented ? 2 : 0);
    return out;
  }

  /** Adapts the settings to a small training set; see {@link SmallSet}. */
  static Settings suited(Settings settings, int images) {
    return SmallSet.suited(settings, images, "batch", BATCH, "epochs", "patience");
  }

  static Recipe of(Settings s, Schedule schedule, boolean keepsLast) {
    return new Recipe(
        s.integer("epochs", 1, 100_000),
        s.integer("patience", 1, 100_000),
        s.integer("least-steps", 0, 10_000_000),
        s.integer("batch", 2, 65_536),
        s.real("rate", 1e-8, 1),
        s.real("alpha", 0, 1),
        s.choice("init", List.of("fan-in", "he-glorot")).equals("fan-in")
            ? Initialization.FAN_IN
            : Initialization.HE_GLOROT,
        new Augmentation(s.flag("flip"), s.integer("shift", 0, 8)),
        schedule,
        keepsLast);
  }
}
