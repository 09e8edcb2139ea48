package io.ddh.baselines;

import io.ddh.core.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains binary reconstructive embeddings by coordinate descent over the weights of all bits. The
 * objective is the sum of (target − Hamming distance/K)² over the pairs; no step raises it.
 */
final class BreTrainer {
  private final double[] u;
  private final int dimension;
  private final BrePairs pairs;
  private final int[][] basis;
  private final double[][] weights;
  private final double tolerance;
  private final double[][] scores; // K×n
  private final int[] hamming; // Hamming distance of each pair

  /**
   * The result of training.
   *
   * @param planes hyperplane of each bit, K×d, which is the weighted sum of the bit's basis samples
   * @param objective value of the objective at the start and after each sweep over all weights
   */
  record Result(double[] planes, double[] objective) {}

  /**
   * Prepares the descent and computes the initial scores.
   *
   * @param u the samples, n×d, each with Euclidean norm 1
   * @param basis numbers of each bit's basis samples, K×B
   * @param weights initial weights, K×B; changed by the training
   */
  BreTrainer(
      double[] u, int d, BrePairs pairs, int[][] basis, double[][] weights, double tolerance) {
    this.u = u;
    this.dimension = d;
    this.pairs = pairs;
    this.basis = basis;
    this.weights = weights;
    this.tolerance = tolerance;
    this.scores = new double[basis.length][pairs.samples()];
    this.hamming = new int[pairs.size()];
    for (int k = 0; k < basis.length; k++) {
      for (int b = 0; b < basis[k].length; b++) {
        double[] kernel = kernel(basis[k][b]);
        for (int i = 0; i < kernel.length; i++) {
          scores[k][i] += weights[k][b] * kernel[i];
        }
      }
      count(k, 1);
    }
  }

  /** Returns the linear kernel values of all samples with a given sample. */
  private double[] kernel(int sample) {
    double[] out = new double[pairs.samples()];
    for (int i = 0; i < out.length; i++) {
      for (int l = 0; l < dimension; l++) {
        out[i] += u[i * dimension + l] * u[sample * dimension + l];
      }
    }
    return out;
  }

  /** Adds {@code sign} to the Hamming distance of each pair of samples that differ in bit k. */
  private void count(int k, int sign) {
    for (int e = 0; e < hamming.length; e++) {
      boolean apart = scores[k][pairs.first()[e]] > 0 != scores[k][pairs.second()[e]] > 0;
      hamming[e] += apart ? sign : 0;
    }
  }

  double objective() {
    double sum = 0;
    for (int e = 0; e < hamming.length; e++) {
      double error = pairs.target()[e] - (double) hamming[e] / basis.length;
      sum += error * error;
    }
    return sum;
  }

  Result train(Progress progress) {
    List<Double> objective = new ArrayList<>(List.of(objective()));
    double decrease = Double.POSITIVE_INFINITY;
    while (decrease > tolerance) {
      for (int k = 0; k < basis.length; k++) {
        progress.report("bre sweep " + objective.size(), k, basis.length);
        improve(k);
      }
      double now = objective();
      decrease = objective.get(objective.size() - 1) - now;
      objective.add(now);
    }
    return new Result(planes(), objective.stream().mapToDouble(v -> v).toArray());
  }

  /** Does one step of the descent for each weight of bit k. */
  private void improve(int k) {
    count(k, -1);
    double share = 1.0 / basis.length;
    double[] gain = new double[hamming.length];
    for (int e = 0; e < gain.length; e++) {
      gain[e] = share * (share - 2 * (pairs.target()[e] - share * hamming[e]));
    }
    BreWeight search = new BreWeight(pairs, gain);
    for (int b = 0; b < basis[k].length; b++) {
      weights[k][b] = search.minimise(weights[k][b], kernel(basis[k][b]), scores[k]);
    }
    count(k, 1);
  }

  private double[] planes() {
    double[] planes = new double[basis.length * dimension];
    for (int k = 0; k < basis.length; k++) {
      for (int b = 0; b < basis[k].length; b++) {
        for (int l = 0; l < dimension; l++) {
          planes[k * dimension + l] += weights[k][b] * u[basis[k][b] * dimension + l];
        }
      }
    }
    return planes;
  }
}
