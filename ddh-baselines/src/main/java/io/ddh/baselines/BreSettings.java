package io.ddh.baselines;

import io.ddh.core.Settings;
import java.util.List;

/**
 * Hyper-parameters of binary reconstructive embeddings.
 *
 * @param samples number of training rows that are chosen at random to learn from; all rows if there
 *     are fewer
 * @param pairs number of partners of each sample
 * @param partners how partners are chosen, either {@link #NEAR_FAR} (half of them are the nearest
 *     samples and half the farthest ones) or {@link #RANDOM}
 * @param basis number of samples that each bit has weights for
 * @param tolerance training ends with the first sweep that lowers the objective by at most this
 *     value
 */
record BreSettings(int samples, int pairs, String partners, int basis, double tolerance) {
  static final String NEAR_FAR = "near-far";
  static final String RANDOM = "random";

  static BreSettings of(Settings settings) {
    return new BreSettings(
        settings.integer("samples", 2, 20_000),
        settings.integer("pairs", 1, 20_000),
        settings.choice("partners", List.of(NEAR_FAR, RANDOM)),
        settings.integer("basis", 1, 1_000),
        settings.real("tolerance", 1e-9, 1e9));
  }
}
