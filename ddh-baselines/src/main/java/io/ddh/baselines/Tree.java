package io.ddh.baselines;

/**
 * A complete binary decision tree over features that were converted to bytes, called bins. Node i
 * has the children 2i + 1 and 2i + 2, and a row goes right if its bin is above the node's
 * threshold. A node that was not split has the threshold 255, which no bin exceeds, and the same
 * sign on all leaves below it.
 *
 * @param features column that each of the 2^depth − 1 nodes compares
 * @param thresholds largest bin with which a row goes left at each node, in [0, 255]
 * @param leaves sign of each of the 2^depth leaves, −1 or 1, from left to right
 */
record Tree(int[] features, int[] thresholds, byte[] leaves) {
  /** Largest depth of a tree; deeper trees would need too much memory for histograms. */
  static final int MAX_DEPTH = 8;

  /** Threshold of nodes that are not split. */
  static final int NO_SPLIT = 255;

  /** Returns the tree's sign for row r of the columns, −1 or 1. */
  byte sign(byte[][] columns, int r) {
    int node = 0;
    while (node < features.length) {
      int bin = columns[features[node]][r] & 0xff;
      node = 2 * node + (bin > thresholds[node] ? 2 : 1);
    }
    return leaves[node - features.length];
  }
}
