package io.ddh.baselines;

import io.ddh.core.Parallel;
import java.util.Arrays;

/**
 * Nesterov's accelerated gradient method on the sigmoid surrogate of a bit (Liu et al., CVPR 2012,
 * Eq. 12–13). The method maximises bᵀRb with b = φ(K̄a) and φ(x) = 2/(1 + e⁻ˣ) − 1. Since the
 * scores K̄a are linear in a, a step passes over K̄ only twice (for the gradient and for the
 * gradient's scores), no matter how often the step length is halved.
 */
final class KshAscent {
  private static final int BLOCK = 4096;

  /** Number of times that a line search halves the step length before it gives up. */
  private static final int SEARCH = 50;

  private final KernelBlocks kernel;
  private final KshResidue residue;
  private final double tolerance;
  private final double[] squashed;
  private final double[] slope;
  private Point before;
  private Point now;
  private Point next;
  private final Point ahead;
  private final Point gradient;

  /**
   * Creates an ascent that reuses its arrays, which have one value per row, for all steps and bits.
   *
   * @param tolerance the ascent stops when a step changes bᵀRb by at most this value per row
   */
  KshAscent(KernelBlocks kernel, KshResidue residue, double tolerance) {
    this.kernel = kernel;
    this.residue = residue;
    this.tolerance = tolerance;
    this.squashed = new double[kernel.rows()];
    this.slope = new double[kernel.rows()];
    this.before = new Point();
    this.now = new Point();
    this.next = new Point();
    this.ahead = new Point();
    this.gradient = new Point();
  }

  /** A vector a of weights, with the scores K̄a of the rows. */
  private final class Point {
    private final double[] a = new double[kernel.columns()];
    private final double[] scores = new double[kernel.rows()];

    void set(double[] values) {
      System.arraycopy(values, 0, a, 0, a.length);
      kernel.times(a, scores);
    }

    /** Sets this point to x + factor·y. */
    void set(Point x, double factor, Point y) {
      combine(x.a, factor, y.a, a, 0, a.length);
      Parallel.blocks(
          scores.length,
          BLOCK,
          (from, to) -> combine(x.scores, factor, y.scores, scores, from, to));
    }

    private static void combine(
        double[] x, double factor, double[] y, double[] out, int from, int to) {
      for (int i = from; i < to; i++) {
        out[i] = x[i] + factor * y[i];
      }
    }

    /** Returns bᵀRb of this point; leaves b in the array that all points share. */
    double value() {
      squash(scores);
      return residue.value(squashed);
    }
  }

  /**
   * Runs the ascent from given weights for at most the given number of steps; returns the final
   * weights.
   */
  double[] climb(double[] start, int steps) {
    now.set(start);
    before.set(now, 0, now);
    double value = now.value();
    double momentum = 0;
    double nextMomentum = 1;
    double curvature = 1;
    for (int t = 0; t < steps; t++) {
      double inertia = (momentum - 1) / nextMomentum;
      ahead.set(now, inertia, now);
      ahead.set(ahead, -inertia, before);
      double valueAhead = slope();
      gradient.set(kernel.transposedTimes(slope));
      double squared = Arrays.stream(gradient.a).map(g -> g * g).sum();
      double nextValue = Double.NEGATIVE_INFINITY;
      int halvings = 0;
      for (; halvings <= SEARCH; halvings++) {
        next.set(ahead, 1 / curvature, gradient);
        nextValue = next.value();
        if (nextValue >= valueAhead + squared / (2 * curvature)) {
          break;
        }
        curvature *= 2;
      }
      if (halvings > SEARCH) {
        break;
      }
      Point free = before;
      before = now;
      now = next;
      next = free;
      double change = Math.abs(nextValue - value);
      value = nextValue;
      momentum = nextMomentum;
      nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      if (change <= tolerance * kernel.rows()) {
        break;
      }
    }
    return now.a.clone();
  }

  /**
   * Computes half the gradient of bᵀRb with respect to the scores at the extrapolated point;
   * returns bᵀRb there.
   */
  private double slope() {
    squash(ahead.scores);
    double value = residue.apply(squashed, slope);
    Parallel.blocks(
        slope.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            slope[i] *= 1 - squashed[i] * squashed[i];
          }
        });
    return value;
  }

  private void squash(double[] scores) {
    Parallel.blocks(
        scores.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            squashed[i] = 2 / (1 + Math.exp(-scores[i])) - 1;
          }
        });
  }
}
