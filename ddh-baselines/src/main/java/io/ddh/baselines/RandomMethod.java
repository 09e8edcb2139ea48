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
 * The floor of the tables: codes that carry nothing but whether two rows are the same bit for bit.
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
              "A floor of our own, of no paper; the citation is about why trivial rows belong in a"
                  + " table."),
          Map.of(),
          settings -> new RandomMethod());

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** It has no settings. */
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
   * The bits of a seeded hash of the row's bits: the same row always gets the same code, any other
   * row one that is independent of it.
   */
  @Override
  Rows.Scorer scorer(Saved saved) {
    int bits = saved.integer("bits");
    int d = saved.integer("dimension");
    long seed;
    try {
      seed = Long.parseLong(saved.text("seed"));
    } catch (NumberFormatException e) {
      throw new BadInputException(saved.where() + ": seed must be a whole number", e);
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

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
