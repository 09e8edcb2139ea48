package io.ddh.baselines;

/**
 * A binary tree over byte features, always complete: node i has the children 2i + 1 and 2i + 2, and
 * a row goes right where its bin is above the node's threshold. A node that was not split has the
 * threshold 255, which no bin is above, and one sign on all leaves below it.
 *
 * @param features column that each of the 2^depth − 1 nodes looks at
 * @param thresholds last bin that goes left, in [0, 255]
 * @param leaves sign of each of the 2^depth leaves, −1 or 1, from left to right
 */
record Tree(int[] features, int[] thresholds, byte[] leaves) {
  /** Deeper trees would need more histograms than is reasonable. */
  static final int MAX_DEPTH = 8;

  /** The threshold of a node that is not split. */
  static final int NO_SPLIT = 255;

  /** The sign for row r of the columns, −1 or 1. */
  byte sign(byte[][] columns, int r) {
    int node = 0;
    while (node < features.length) {
      int bin = columns[features[node]][r] & 0xff;
      node = 2 * node + (bin > thresholds[node] ? 2 : 1);
    }
    return leaves[node - features.length];
  }
}
