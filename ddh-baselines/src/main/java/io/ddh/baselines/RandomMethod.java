package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;

/**
 * Random codes, which show in the tables what a method that learns nothing reaches. Equal rows get
 * equal codes, and the codes carry no other information.
 */
public final class RandomMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "random",
          new Citation(
              "A. Sablayrolles, M. Douze, N. Usunier, H. Jégou",
              "How should we evaluate supervised hashing?",
              "ICASSP",
              2017,
              "arXiv:1609.06753"),
          List.of(
              "Random codes as a lower bound are our own addition; the cited paper explains"
                  + " why tables"
                  + " should include trivial methods."),
          Map.of(),
          settings -> new RandomMethod());

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Creates the method, which has no settings. */
  public RandomMethod() {
    super(PROFILE, PROFILE.settings());
  }

  @Override
  public boolean collapseExpected() {
    return true;
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    return hasher(bits, x.dimension(), Map.of("seed", seed), Map.of(), Map.of());
  }

  /**
   * Returns a scorer that computes a seeded hash of the feature values of a row. The same row
   * always gets the same code; different rows get independent codes.
   */
  @Override
  Rows.Scorer scorer(Saved saved) {
    int bits = saved.integer("bits");
    int d = saved.integer("dimension");
    long seed;
    try {
      seed = Long.parseLong(saved.text("seed"));
    } catch (NumberFormatException e) {
      throw new BadInputException(saved.where() + ": 'seed' must be a whole number", e);
    }
    return (x, from, to) -> {
      float[][] scores = new float[bits][to - from];
      for (int r = 0; r < to - from; r++) {
        long state = mix(seed + GOLDEN);
        for (int j = (from + r) * d; j < (from + r + 1) * d; j++) {
          state = mix((state ^ Float.floatToIntBits(x.values()[j])) + GOLDEN);
        }
        for (int k = 0; k < bits; k++) {
          long word = mix(state + (k / Long.SIZE + 1) * GOLDEN);
          scores[k][r] = word >>> k & 1;
        }
      }
      return scores;
    };
  }

  /** Mixes the bits of a number with SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
