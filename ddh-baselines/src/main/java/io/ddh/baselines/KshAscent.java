package io.ddh.baselines;

import io.ddh.data.Parallel;

/**
 * Nesterov's accelerated gradient method on the sigmoid surrogate of a bit (Liu et al., CVPR 2012,
 * Eq. 12–13): maximises bᵀRb, b = φ(K̄a), φ(x) = 2/(1 + e⁻ˣ) − 1. K̄ is linear, so a step takes two
 * runs over it (the gradient and the gradient's scores) however often the step length is halved.
 */
final class KshAscent {
  private static final int BLOCK = 4096;

  /** Halvings of the step length in one search before it gives up. */
  private static final int SEARCH = 50;

  private final KernelBlocks kernel;
  private final KshResidue residue;
  private final double tolerance;

  /**
   * An ascent.
   *
   * @param tolerance it stops when a step changes bᵀRb by no more than this a row
   */
  KshAscent(KernelBlocks kernel, KshResidue residue, double tolerance) {
    this.kernel = kernel;
    this.residue = residue;
    this.tolerance = tolerance;
  }

  /** A point with the scores of the rows. */
  private record Point(double[] a, double[] scores) {
    /** this + factor·other. */
    Point plus(double factor, Point other) {
      return new Point(sum(a, factor, other.a), sum(scores, factor, other.scores));
    }

    private static double[] sum(double[] x, double factor, double[] y) {
      double[] out = new double[x.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = x[i] + factor * y[i];
      }
      return out;
    }
  }

  private Point point(double[] a) {
    double[] scores = new double[kernel.rows()];
    kernel.times(a, scores);
    return new Point(a, scores);
  }

  /** Climbs from a start for at most the given number of steps. */
  double[] climb(double[] start, int steps) {
    Point before = point(start);
    Point now = before;
    double value = residue.value(squash(now.scores));
    double momentum = 0;
    double nextMomentum = 1;
    double curvature = 1;
    for (int t = 0; t < steps; t++) {
      double inertia = (momentum - 1) / nextMomentum;
      Point ahead = now.plus(inertia, now).plus(-inertia, before);
      double[] b = squash(ahead.scores);
      double[] slope = new double[b.length];
      double valueAhead = residue.apply(b, slope);
      Parallel.blocks(
          b.length,
          BLOCK,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              slope[i] *= 1 - b[i] * b[i];
            }
          });
      Point gradient = point(kernel.transposedTimes(slope));
      double squared = 0;
      for (double g : gradient.a) {
        squared += g * g;
      }
      Point next = now;
      double nextValue = Double.NEGATIVE_INFINITY;
      int halvings = 0;
      for (; halvings <= SEARCH; halvings++) {
        next = ahead.plus(1 / curvature, gradient);
        nextValue = residue.value(squash(next.scores));
        if (nextValue >= valueAhead + squared / (2 * curvature)) {
          break;
        }
        curvature *= 2;
      }
      if (halvings > SEARCH) {
        break;
      }
      before = now;
      now = next;
      double change = Math.abs(nextValue - value);
      value = nextValue;
      momentum = nextMomentum;
      nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      if (change <= tolerance * b.length) {
        break;
      }
    }
    return now.a;
  }

  private static double[] squash(double[] scores) {
    double[] out = new double[scores.length];
    Parallel.blocks(
        out.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            out[i] = 2 / (1 + Math.exp(-scores[i])) - 1;
          }
        });
    return out;
  }
}
