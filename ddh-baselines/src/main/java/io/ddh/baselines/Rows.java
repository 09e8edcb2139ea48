package io.ddh.baselines;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Features;
import io.ddh.core.Inputs;
import io.ddh.core.Parallel;
import io.ddh.core.TrainingSet;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Helpers that all shallow methods need for feature rows. The helpers check rows, compute means,
 * and make codes from scores.
 */
final class Rows {
  /**
   * Number of rows per block when encoding. Blocks of this size are large enough for vectorised
   * loops and small enough for the cache.
   */
  static final int BLOCK = 256;

  private Rows() {}

  /** Computes the scores of rows [from, to) of x, as an array of bits×(to − from) values. */
  @FunctionalInterface
  interface Scorer {
    float[][] score(Features x, int from, int to);
  }

  /**
   * Returns the training features; throws IllegalArgumentException if there are no rows or a value
   * is not finite.
   */
  static Features training(TrainingSet data) {
    Features x = data.features();
    Check.atLeast("training rows", x.size(), 1);
    float[] values = x.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) { // checked first, because preparing the message takes longer
        Check.that(
            false,
            "feature %d of training row %d must be finite, found %s",
            i % x.dimension(),
            i / x.dimension(),
            values[i]);
      }
    }
    return x;
  }

  /**
   * Returns the inputs as features; throws IllegalArgumentException unless they are features of the
   * given dimension.
   */
  static Features encoding(Inputs inputs, int dimension) {
    Check.that(inputs instanceof Features, "this hasher needs features, found images");
    Features x = (Features) inputs;
    Check.that(
        x.dimension() == dimension,
        "features must have dimension %d, found %d",
        dimension,
        x.dimension());
    return x;
  }

  /**
   * Chooses {@code count} different numbers below n at random, or all of them if n is smaller than
   * {@code count}, and returns them in random order.
   */
  static int[] draw(int n, int count, long seed) {
    int[] rows = IntStream.range(0, n).toArray();
    Random random = new Random(seed);
    int[] chosen = new int[Math.min(n, count)];
    for (int i = 0; i < chosen.length; i++) {
      int j = i + random.nextInt(n - i);
      chosen[i] = rows[j];
      rows[j] = rows[i];
    }
    return chosen;
  }

  /** Returns the mean of each column, summed in double precision. */
  static float[] mean(Features x) {
    int d = x.dimension();
    double[] sum = new double[d];
    float[] values = x.values();
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < d; j++) {
        sum[j] += values[i * d + j];
      }
    }
    float[] mean = new float[d];
    for (int j = 0; j < d; j++) {
      mean[j] = (float) (sum[j] / x.size());
    }
    return mean;
  }

  /**
   * Encodes features of the given dimension. A bit is 1 if its score is &gt; 0. Throws
   * IllegalArgumentException if the inputs are not features of this dimension or a score is NaN.
   */
  static BinaryCodes encode(Inputs inputs, int dimension, int bits, Scorer scorer) {
    Features x = encoding(inputs, dimension);
    int n = x.size();
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    long[] words = new long[Math.multiplyExact(n, stride)];
    Parallel.blocks(
        n,
        BLOCK,
        (from, to) -> {
          float[][] scores = scorer.score(x, from, to);
          for (int k = 0; k < bits; k++) {
            for (int r = 0; r < to - from; r++) {
              float score = scores[k][r];
              if (score > 0) {
                words[(from + r) * stride + (k >> 6)] |= 1L << (k & 63);
              } else {
                Check.that(!Float.isNaN(score), "row %d has a value that is not finite", from + r);
              }
            }
          }
        });
    return new BinaryCodes(bits, words);
  }
}
