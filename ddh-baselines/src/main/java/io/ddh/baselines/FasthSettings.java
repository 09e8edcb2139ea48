package io.ddh.baselines;

import io.ddh.core.Settings;

/**
 * Hyper-parameters of FastHash; the defaults are those of the authors' demo.
 *
 * @param trees largest number of boosted trees per bit
 * @param depth number of levels of splits in a tree
 * @param partners largest number of similar rows, and of dissimilar rows, that are chosen at random
 *     for each row
 * @param sweeps number of passes over the classes when a bit is inferred
 * @param trim share of the total weight that a tree is grown on; rows with the smallest weights are
 *     left out
 * @param smallest a node is split only if it has more than this number of rows of each sign
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
