package io.ddh.baselines;

import io.ddh.core.Settings;

/**
 * Hyper-parameters of kernel-based supervised hashing.
 *
 * @param anchors training rows the kernel map is built on; all rows where there are fewer
 * @param labels training rows whose labels are used, drawn from the seed; 0: all
 * @param steps most steps of the gradient method for a bit
 * @param tolerance a bit's gradient method stops when a step changes the surrogate by no more than
 *     this a labelled row
 */
record KshSettings(int anchors, int labels, int steps, double tolerance) {
  static KshSettings of(Settings settings) {
    return new KshSettings(
        settings.integer("anchors", 1, 20_000),
        settings.integer("labels", 0, Integer.MAX_VALUE),
        settings.integer("steps", 0, 100_000),
        settings.real("tolerance", 0, 1e9));
  }
}
