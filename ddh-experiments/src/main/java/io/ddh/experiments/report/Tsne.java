package io.ddh.experiments.report;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import smile.manifold.TSNE;
import smile.math.MathEx;

/**
 * Computes t-SNE maps (van der Maaten, Hinton, JMLR 2008) of binary codes with the library Smile.
 * Two properties of Smile need a workaround. First, Smile moves points while other threads read
 * them. Second, identical codes can give a point more neighbours at the same distance than the
 * perplexity; Smile then leaves the probabilities of that point unscaled.
 */
final class Tsne {
  private static final double PERPLEXITY = 20;
  private static final double RATE = 100;
  private static final int ITERATIONS = 750;

  /** Squared Euclidean distance between two codes of ±1 for each bit in which they differ. */
  private static final int SQUARE = 4;

  private Tsne() {}

  /**
   * Computes a map of the codes.
   *
   * @param codes binary codes, at least four
   * @param seed seed of the random start; the same seed and codes give the same map
   * @return n×2 coordinates, finite, around 0
   */
  static double[][] of(BinaryCodes codes, long seed) {
    Check.atLeast("codes", codes.size(), 4);
    double[][] distances = distances(codes, seed);
    double perplexity = Math.min(PERPLEXITY, (codes.size() - 1) / 3.0);
    ForkJoinPool one = new ForkJoinPool(1); // so that Smile's parallel loops run in a fixed order
    try {
      return one.submit(
              () -> {
                MathEx.setSeed(seed);
                return new TSNE(distances, 2, perplexity, RATE, ITERATIONS).coordinates;
              })
          .join();
    } finally {
      one.shutdown();
    }
  }

  /**
   * Returns the squared distances between the codes, plus noise that is smaller than the distance
   * of one bit. The noise breaks ties, so that each code has as many neighbours as the perplexity
   * requires.
   */
  private static double[][] distances(BinaryCodes codes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] distances = new double[codes.size()][codes.size()];
    for (int i = 0; i < codes.size(); i++) {
      for (int j = 0; j < i; j++) {
        distances[i][j] = SQUARE * (codes.distance(i, codes, j) + random.nextDouble() / 2);
        distances[j][i] = distances[i][j];
      }
    }
    return distances;
  }
}
