package io.ddh.baselines;

import io.ddh.core.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The residue R = K·S − Σ_k h_k·h_kᵀ, where K is the code length, and S_ij is 1 for rows of the
 * same class and −1 otherwise. The residue is the part of K·S that the bits learned so far do not
 * explain. R is multiplied by vectors without storing an N×N matrix: (S·b)_i = 2·(sum of b over the
 * class of i) − (sum of b).
 *
 * @param labels class of each row
 * @param classes number of classes
 * @param bits code length K
 * @param codes columns h_k of the bits subtracted so far
 */
record KshResidue(int[] labels, int classes, int bits, List<float[]> codes) {
  private static final int BLOCK = 8192;

  KshResidue(int[] labels, int classes, int bits) {
    this(labels, classes, bits, new ArrayList<>());
  }

  /** Subtracts a bit's column: R ← R − h·hᵀ. */
  void deflate(double[] h) {
    codes.add(Dense.rounded(h));
  }

  /** Returns bᵀRb. */
  double value(double[] b) {
    return value(classSums(b), projections(b));
  }

  /** Computes out = R·b and returns bᵀRb. */
  double apply(double[] b, double[] out) {
    double[] sums = classSums(b);
    double[] projections = projections(b);
    double total = Arrays.stream(sums).sum();
    Parallel.blocks(
        b.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            out[i] = bits * (2 * sums[labels[i]] - total);
          }
          for (int k = 0; k < projections.length; k++) {
            float[] code = codes.get(k);
            double projection = projections[k];
            for (int i = from; i < to; i++) {
              out[i] -= projection * code[i];
            }
          }
        });
    return value(sums, projections);
  }

  private double value(double[] sums, double[] projections) {
    double total = Arrays.stream(sums).sum();
    double squares = Arrays.stream(sums).map(s -> s * s).sum();
    double explained = Arrays.stream(projections).map(p -> p * p).sum();
    return bits * (2 * squares - total * total) - explained;
  }

  private double[] classSums(double[] b) {
    double[] sums = new double[classes];
    for (int i = 0; i < b.length; i++) {
      sums[labels[i]] += b[i];
    }
    return sums;
  }

  /** Returns h_kᵀb for each subtracted column h_k. */
  private double[] projections(double[] b) {
    double[] out = new double[codes.size()];
    Parallel.blocks(out.length, 1, (from, to) -> out[from] = dot(codes.get(from), b));
    return out;
  }

  private static double dot(float[] x, double[] y) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
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
}
