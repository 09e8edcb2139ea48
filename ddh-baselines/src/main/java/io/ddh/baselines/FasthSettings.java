package io.ddh.baselines;

import io.ddh.core.Settings;

/**
 * Hyper-parameters of FastHash, defaults of the authors' demo.
 *
 * @param trees most boosted trees a bit
 * @param depth levels of splits in a tree
 * @param partners most similar, and most dissimilar, rows that each row draws
 * @param sweeps passes over the classes when the codes of a bit are inferred
 * @param trim share of the weight that a tree is grown on; the rows of the smallest weights are
 *     left out
 * @param smallest a node is split only if it holds more rows than this of either sign
 */
record FasthSettings(int trees, int depth, int partners, int sweeps, double trim, int smallest) {
  static FasthSettings of(Settings settings) {
    return new FasthSettings(
        settings.integer("trees", 1, 10_000),
        settings.integer("depth", 1, Tree.MAX_DEPTH),
        settings.integer("partners", 1, 10_000),
        settings.integer("sweeps", 1, 1_000),
        settings.real("trim", 0.5, 1),
        settings.integer("smallest", 0, 1_000_000));
  }
}
