package io.ddh.baselines;

import java.util.Arrays;
import java.util.List;

/**
 * The boosted trees of one bit, or of all bits one after another, in flat arrays. F(x) is the sum,
 * in double precision, of the values of the leaves that x reaches in the trees; the bit is 1 if F
 * &gt; 0. Nodes are numbered as in {@link Tree}.
 *
 * @param depth depth of every tree
 * @param features column that each node compares, trees×(2^depth − 1)
 * @param thresholds threshold of each node, in [0, 255]; as many values as in {@code features}
 * @param leaves value of each leaf, trees×2^depth, which is the leaf's sign times the tree's weight
 */
record Ensemble(int depth, int[] features, int[] thresholds, float[] leaves) {

  static Ensemble of(int depth, List<TreeBoost.Weighted> trees) {
    int inner = (1 << depth) - 1;
    int[] features = new int[trees.size() * inner];
    int[] thresholds = new int[trees.size() * inner];
    float[] leaves = new float[trees.size() * (inner + 1)];
    for (int t = 0; t < trees.size(); t++) {
      Tree tree = trees.get(t).tree();
      System.arraycopy(tree.features(), 0, features, t * inner, inner);
      System.arraycopy(tree.thresholds(), 0, thresholds, t * inner, inner);
      for (int l = 0; l <= inner; l++) {
        leaves[t * (inner + 1) + l] = tree.leaves()[l] * trees.get(t).weight();
      }
    }
    return new Ensemble(depth, features, thresholds, leaves);
  }

  /** Returns the trees [from, to). */
  Ensemble part(int from, int to) {
    int inner = (1 << depth) - 1;
    return new Ensemble(
        depth,
        Arrays.copyOfRange(features, from * inner, to * inner),
        Arrays.copyOfRange(thresholds, from * inner, to * inner),
        Arrays.copyOfRange(leaves, from * (inner + 1), to * (inner + 1)));
  }

  int trees() {
    return leaves.length >> depth;
  }

  /**
   * Computes F for a block of rows.
   *
   * @param bins feature bins, d bytes per row
   * @param out receives F, one entry per row
   */
  void score(byte[] bins, int d, float[] out) {
    int inner = (1 << depth) - 1;
    double[] sum = new double[out.length];
    for (int t = 0; t < trees(); t++) { // a tree's nodes stay in the first-level cache
      int at = t * inner;
      int leaf = t * (inner + 1) - inner;
      for (int r = 0; r < out.length; r++) {
        int node = 0;
        for (int level = 0; level < depth; level++) {
          int bin = bins[r * d + features[at + node]] & 0xff;
          node = 2 * node + 1 + (thresholds[at + node] - bin >>> 31);
        }
        sum[r] += leaves[leaf + node];
      }
    }
    for (int r = 0; r < out.length; r++) {
      out[r] = (float) sum[r];
    }
  }
}
