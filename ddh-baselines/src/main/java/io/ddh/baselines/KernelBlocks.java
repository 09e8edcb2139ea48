package io.ddh.baselines;

import io.ddh.core.Features;
import io.ddh.core.Parallel;
import java.util.Arrays;
import smile.math.blas.Transpose;

/**
 * The centred kernel matrix K̄ (rows × anchors) and its products. The matrix is stored in single
 * precision, in blocks of rows with one array per column. Results do not depend on the number of
 * threads, because partial sums are computed per block and added in the order of the blocks.
 *
 * @param rows number of rows of K̄
 * @param columns number of columns of K̄, one per anchor
 * @param blocks the matrix as [block][anchor][row]
 * @param transposed the matrix as [block][row][anchor]
 */
record KernelBlocks(int rows, int columns, float[][][] blocks, float[][][] transposed) {

  KernelBlocks(CentredKernel map, Features x) {
    this(x.size(), map.outputs(), new float[count(x)][][], new float[count(x)][][]);
    Parallel.blocks(
        rows,
        Rows.BLOCK,
        (from, to) -> {
          float[][] block = map.apply(x, from, to);
          blocks[from / Rows.BLOCK] = block;
          transposed[from / Rows.BLOCK] = transpose(block);
        });
  }

  private static int count(Features x) {
    return (x.size() + Rows.BLOCK - 1) / Rows.BLOCK;
  }

  private static float[][] transpose(float[][] block) {
    float[][] out = new float[block[0].length][block.length];
    for (int r = 0; r < out.length; r++) {
      for (int a = 0; a < block.length; a++) {
        out[r][a] = block[a][r];
      }
    }
    return out;
  }

  /**
   * Computes out = K̄·v with v rounded to single precision, so that the scores are exactly those
   * that a hasher computes.
   */
  void times(double[] v, double[] out) {
    float[] weights = Dense.rounded(v);
    Parallel.blocks(
        rows,
        Rows.BLOCK,
        (from, to) -> {
          float[] scores = Dense.product(blocks[from / Rows.BLOCK], weights)[0];
          for (int r = from; r < to; r++) {
            out[r] = scores[r - from];
          }
        });
  }

  /** Returns K̄ᵀ·t, with t rounded to single precision. */
  double[] transposedTimes(double[] t) {
    float[][] partial = new float[blocks.length][];
    Parallel.blocks(
        rows,
        Rows.BLOCK,
        (from, to) -> {
          int b = from / Rows.BLOCK;
          float[] factors = Dense.rounded(Arrays.copyOfRange(t, from, to));
          partial[b] = Dense.product(transposed[b], factors)[0];
        });
    double[] out = new double[columns];
    for (float[] sums : partial) {
      for (int a = 0; a < columns; a++) {
        out[a] += sums[a];
      }
    }
    return out;
  }

  /** Returns K̄ᵀK̄, which is exactly symmetric. */
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
      MatrixProducts.addGram(Transpose.NO_TRANSPOSE, columns, width, slab, gram);
    }
    MatrixProducts.mirror(gram, columns);
    return gram;
  }

  /**
   * Returns the sum of the rows of each class.
   *
   * @param labels class of each row
   * @return the sums, classes×anchors
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

  /** Returns the sum of all rows of a classes×anchors matrix. */
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
