package io.ddh.baselines;

import io.ddh.core.Settings;

/**
 * Hyper-parameters of supervised discrete hashing; the defaults are those of the authors' demo.
 *
 * @param anchors number of training rows that the kernel map is built on; all rows if there are
 *     fewer
 * @param sigma width of the RBF kernel on unit-norm rows
 * @param lambda weight λ of ‖W‖², the squared norm of the classifier's weights
 * @param nu weight of the distance between codes and their prediction
 * @param ridge weight of ‖P‖² relative to ‖B − PΦ‖²
 * @param iterations number of outer iterations
 * @param sweeps largest number of sweeps over the bits within one outer iteration
 */
record SdhSettings(
    int anchors, double sigma, double lambda, double nu, double ridge, int iterations, int sweeps) {
  static SdhSettings of(Settings settings) {
    return new SdhSettings(
        settings.integer("anchors", 1, 20_000),
        settings.real("sigma", 1e-3, 1e3),
        settings.real("lambda", 1e-9, 1e9),
        settings.real("nu", 0, 1e9),
        settings.real("ridge", 1e-9, 1e9),
        settings.integer("iterations", 0, 10_000),
        settings.integer("sweeps", 1, 10_000));
  }
}
