package io.ddh.baselines;

import io.ddh.data.Features;
import io.ddh.data.Parallel;
import java.util.Arrays;
import smile.math.blas.Transpose;

/**
 * The centred kernel matrix K̄ (rows × anchors) in single precision, in blocks of rows with one
 * array a column, and its products. Results do not depend on the number of threads: partial sums
 * belong to blocks and are added up in order.
 */
final class KernelBlocks {
  private final int rows;
  private final int columns;
  private final float[][][] blocks;

  KernelBlocks(CentredKernel map, Features x) {
    rows = x.size();
    columns = map.outputs();
    blocks = new float[(rows + Rows.BLOCK - 1) / Rows.BLOCK][][];
    Parallel.blocks(
        rows, Rows.BLOCK, (from, to) -> blocks[from / Rows.BLOCK] = map.apply(x, from, to));
  }

  /** Number of rows. */
  int rows() {
    return rows;
  }

  /** Number of anchors. */
  int columns() {
    return columns;
  }

  /** out = K̄·v, with v rounded to single precision: the very scores that a hasher computes. */
  void times(double[] v, double[] out) {
    float[] weights = new float[columns];
    for (int a = 0; a < columns; a++) {
      weights[a] = (float) v[a];
    }
    Parallel.blocks(
        rows,
        Rows.BLOCK,
        (from, to) -> {
          float[][] scores = new float[1][to - from];
          Dense.addProduct(blocks[from / Rows.BLOCK], weights, scores);
          for (int r = from; r < to; r++) {
            out[r] = scores[0][r - from];
          }
        });
  }

  /** K̄ᵀ·t. */
  double[] transposedTimes(double[] t) {
    float[][] partial = new float[blocks.length][columns];
    Parallel.blocks(
        rows,
        Rows.BLOCK,
        (from, to) -> {
          float[] part = new float[to - from];
          for (int r = from; r < to; r++) {
            part[r - from] = (float) t[r];
          }
          float[][] block = blocks[from / Rows.BLOCK];
          float[] sums = partial[from / Rows.BLOCK];
          for (int a = 0; a < columns; a++) {
            sums[a] = dot(block[a], part);
          }
        });
    double[] out = new double[columns];
    for (float[] sums : partial) {
      for (int a = 0; a < columns; a++) {
        out[a] += sums[a];
      }
    }
    return out;
  }

  // Four sums that do not wait for each other; the compiler makes no vector loop of one.
  private static float dot(float[] x, float[] y) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      s0 += x[i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** K̄ᵀK̄, exactly symmetric. */
  double[] gram() {
    double[] gram = new double[columns * columns];
    for (float[][] block : blocks) {
      int width = block[0].length;
      double[] slab = new double[columns * width];
      for (int a = 0; a < columns; a++) {
        for (int r = 0; r < width; r++) {
          slab[a * width + r] = block[a][r];
        }
      }
      Blas.addGram(Transpose.NO_TRANSPOSE, columns, width, slab, gram);
    }
    Blas.mirror(gram, columns);
    return gram;
  }

  /**
   * Sums of the rows of each class.
   *
   * @param labels class of each row
   * @return classes×anchors
   */
  double[] classSums(int[] labels, int classes) {
    double[] sums = new double[classes * columns];
    for (int b = 0; b < blocks.length; b++) {
      for (int a = 0; a < columns; a++) {
        float[] column = blocks[b][a];
        for (int r = 0; r < column.length; r++) {
          sums[labels[b * Rows.BLOCK + r] * columns + a] += column[r];
        }
      }
    }
    return sums;
  }

  /** Sum of all rows of a classes×anchors matrix. */
  static double[] total(double[] classSums, int columns) {
    double[] total = new double[columns];
    Arrays.setAll(
        total,
        a -> {
          double sum = 0;
          for (int i = a; i < classSums.length; i += columns) {
            sum += classSums[i];
          }
          return sum;
        });
    return total;
  }
}
