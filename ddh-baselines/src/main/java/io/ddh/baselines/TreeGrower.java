package io.ddh.baselines;

import io.ddh.core.Parallel;
import java.util.Arrays;

/**
 * Grows one tree at a time, level by level, on signed whole-number weights. A node is split at the
 * column and threshold that minimise the error if the two sides get opposite signs (Appel et al.,
 * ICML 2013). The node is not split if giving all its rows the same sign causes no larger error.
 * Ties go to the lowest column, then to the lowest threshold. A histogram of the signed weights is
 * enough for this criterion, because the error of a stump with −1 on the left is the node's
 * negative weight plus the signed weight on the left.
 *
 * <p>Of two siblings, only the smaller node's histogram is counted; the larger node's histogram is
 * the parent's histogram minus that of the smaller node. All sums are exact whole numbers, so the
 * result depends neither on the number of threads nor on the order of the rows.
 */
final class TreeGrower {
  private static final int BINS = 256;

  /** Number of columns whose histograms are filled in one pass over the row list. */
  private static final int GROUP = 4;

  private final byte[][] columns;
  private final int depth;
  private final int smallest;
  private int[][] lower; // histograms of the level being split: columns × (nodes·256)
  private int[][] upper; // histograms of the level above
  private final int[] best; // error of each column's best split, columns × nodes of a level
  private final int[] cut; // threshold of that split
  private int[] rows = new int[0]; // row numbers, grouped by node
  private int[] weights = new int[0]; // signed weight of each of these rows
  private int[] spareRows = new int[0];
  private int[] spareWeights = new int[0];
  private final Node[] nodes; // of the whole tree

  /** A node, given by its part of the row list and the total weight of each sign in this part. */
  private record Node(int from, int to, int positive, int negative, boolean splittable) {
    int size() {
      return to - from;
    }
  }

  /**
   * Creates a grower for trees over the given columns.
   *
   * @param columns feature bins, one array per column
   * @param smallest a node is split only if it has more than this number of rows of each sign
   */
  TreeGrower(byte[][] columns, int depth, int smallest) {
    this.columns = columns;
    this.depth = depth;
    this.smallest = smallest;
    int widest = 1 << (depth - 1);
    this.lower = new int[columns.length][widest * BINS];
    this.upper = new int[columns.length][widest * BINS];
    this.best = new int[columns.length * widest];
    this.cut = new int[columns.length * widest];
    this.nodes = new Node[(2 << depth) - 1];
  }

  /**
   * Grows one tree.
   *
   * @param chosen number of rows in the list
   * @param rowList ascending row numbers
   * @param signed weight of each of these rows times its sign; the absolute values sum up to less
   *     than 2^31
   */
  Tree grow(int chosen, int[] rowList, int[] signed) {
    if (rows.length < chosen) {
      rows = new int[chosen];
      weights = new int[chosen];
      spareRows = new int[chosen];
      spareWeights = new int[chosen];
    }
    System.arraycopy(rowList, 0, rows, 0, chosen);
    System.arraycopy(signed, 0, weights, 0, chosen);
    int inner = (1 << depth) - 1;
    int[] features = new int[inner];
    int[] thresholds = new int[inner];
    byte[] leaves = new byte[inner + 1];
    Arrays.fill(thresholds, Tree.NO_SPLIT);
    Arrays.fill(nodes, null);
    nodes[0] = node(0, chosen);
    for (int level = 0; level < depth; level++) {
      split(level, features, thresholds);
    }
    fillLeaves(0, leaves);
    return new Tree(features, thresholds, leaves);
  }

  private Node node(int from, int to) {
    int positive = 0;
    int negative = 0;
    int ups = 0;
    for (int i = from; i < to; i++) {
      int w = weights[i];
      if (w > 0) {
        positive += w;
        ups++;
      } else {
        negative -= w;
      }
    }
    return new Node(from, to, positive, negative, Math.min(ups, to - from - ups) > smallest);
  }

  /** Finds the best splits of all nodes of a level and carries them out. */
  private void split(int level, int[] features, int[] thresholds) {
    int first = (1 << level) - 1;
    int width = 1 << level;
    if (!wanted(first, width)) {
      return;
    }
    int[][] swap = upper;
    upper = lower;
    lower = swap;
    Parallel.blocks(
        columns.length,
        GROUP,
        (from, to) -> {
          count(first, width, from, to);
          for (int f = from; f < to; f++) {
            search(first, width, f);
          }
        });
    for (int k = 0; k < width; k++) {
      Node node = nodes[first + k];
      if (node == null || !node.splittable) {
        continue;
      }
      int error = Math.min(node.positive, node.negative);
      for (int f = 0; f < columns.length; f++) {
        if (best[f * width + k] < error) {
          error = best[f * width + k];
          features[first + k] = f;
          thresholds[first + k] = cut[f * width + k];
        }
      }
      if (thresholds[first + k] != Tree.NO_SPLIT) {
        part(first + k, columns[features[first + k]], thresholds[first + k]);
      }
    }
  }

  private boolean wanted(int first, int width) {
    for (int i = first; i < first + width; i++) {
      if (nodes[i] != null && nodes[i].splittable) {
        return true;
      }
    }
    return false;
  }

  /** Fills the histograms of a level for columns [from, to). */
  private void count(int first, int width, int from, int to) {
    if (width == 1) {
      addRows(nodes[0], 0, from, to);
      return;
    }
    for (int k = 0; k < width; k += 2) {
      Node left = nodes[first + k];
      Node right = nodes[first + k + 1];
      if (left == null || !left.splittable && !right.splittable) {
        continue;
      }
      int small = left.size() <= right.size() ? k : k + 1;
      int large = small == k ? k + 1 : k;
      addRows(nodes[first + small], small, from, to);
      if (nodes[first + large].splittable) {
        for (int f = from; f < to; f++) {
          subtract(upper[f], k / 2 * BINS, lower[f], small * BINS, large * BINS);
        }
      }
    }
  }

  private static void subtract(int[] parent, int above, int[] level, int small, int large) {
    for (int b = 0; b < BINS; b++) {
      level[large + b] = parent[above + b] - level[small + b];
    }
  }

  private void addRows(Node node, int k, int from, int to) {
    int at = k * BINS;
    for (int f = from; f < to; f++) {
      Arrays.fill(lower[f], at, at + BINS, 0);
    }
    if (to - from == GROUP) {
      addFour(node, at, from);
    } else {
      for (int f = from; f < to; f++) {
        byte[] column = columns[f];
        int[] h = lower[f];
        for (int i = node.from; i < node.to; i++) {
          h[at + (column[rows[i]] & 0xff)] += weights[i];
        }
      }
    }
  }

  private void addFour(Node node, int at, int f) {
    byte[] c0 = columns[f];
    byte[] c1 = columns[f + 1];
    byte[] c2 = columns[f + 2];
    byte[] c3 = columns[f + 3];
    int[] h0 = lower[f];
    int[] h1 = lower[f + 1];
    int[] h2 = lower[f + 2];
    int[] h3 = lower[f + 3];
    int[] list = rows;
    int[] signed = weights;
    for (int i = node.from; i < node.to; i++) {
      int r = list[i];
      int w = signed[i];
      h0[at + (c0[r] & 0xff)] += w;
      h1[at + (c1[r] & 0xff)] += w;
      h2[at + (c2[r] & 0xff)] += w;
      h3[at + (c3[r] & 0xff)] += w;
    }
  }

  /** Finds the best split of each node of a level in one column. */
  private void search(int first, int width, int f) {
    int[] h = lower[f];
    for (int k = 0; k < width; k++) {
      Node node = nodes[first + k];
      if (node == null || !node.splittable) {
        continue;
      }
      int total = node.positive + node.negative;
      int least = Integer.MAX_VALUE;
      int where = 0;
      int error = node.negative; // error with −1 on the left of the cut and 1 on the right
      for (int b = 0; b < BINS - 1; b++) {
        error += h[k * BINS + b];
        int either = Math.min(error, total - error);
        if (either < least) {
          least = either;
          where = b;
        }
      }
      best[f * width + k] = least;
      cut[f * width + k] = where;
    }
  }

  /** Divides a node's rows into left and right, keeping their order. */
  private void part(int index, byte[] column, int threshold) {
    Node node = nodes[index];
    int left = node.from;
    int right = 0;
    for (int i = node.from; i < node.to; i++) {
      int r = rows[i];
      int w = weights[i];
      if ((column[r] & 0xff) > threshold) {
        spareRows[right] = r;
        spareWeights[right++] = w;
      } else {
        rows[left] = r;
        weights[left++] = w;
      }
    }
    System.arraycopy(spareRows, 0, rows, left, right);
    System.arraycopy(spareWeights, 0, weights, left, right);
    nodes[2 * index + 1] = node(node.from, left);
    nodes[2 * index + 2] = node(left, node.to);
  }

  private void fillLeaves(int index, byte[] leaves) {
    int inner = leaves.length - 1;
    Node node = nodes[index];
    if (index < inner && nodes[2 * index + 1] != null) {
      fillLeaves(2 * index + 1, leaves);
      fillLeaves(2 * index + 2, leaves);
      return;
    }
    int from = index;
    int to = index;
    while (from < inner) {
      from = 2 * from + 1;
      to = 2 * to + 2;
    }
    byte sign = (byte) (node.positive >= node.negative ? 1 : -1);
    Arrays.fill(leaves, from - inner, to - inner + 1, sign);
  }
}
