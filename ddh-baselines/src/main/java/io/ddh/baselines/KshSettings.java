package io.ddh.baselines;

import io.ddh.core.Settings;

/**
 * Hyper-parameters of kernel-based supervised hashing.
 *
 * @param anchors number of training rows that the kernel map is built on; all rows if there are
 *     fewer
 * @param labels number of training rows whose labels are used, chosen at random with the seed; 0
 *     for all rows
 * @param steps largest number of steps of the gradient method per bit
 * @param tolerance the gradient method of a bit stops when a step changes the surrogate by at most
 *     this value per labelled row
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
