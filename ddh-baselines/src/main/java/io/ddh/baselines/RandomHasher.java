package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.Parallel;
import io.ddh.core.TensorFile;
import java.util.Map;

/**
 * Code = a seeded hash of the row's bits: the same row always gets the same code, any other row one
 * that is independent of it.
 *
 * @param bits code length K
 * @param dimension of the features
 * @param seed of the hash
 */
record RandomHasher(int bits, int dimension, long seed) implements Hasher {
  private static final String NAME = "random";
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  @Override
  public BinaryCodes encode(Inputs inputs) {
    Features x = Rows.encoding(inputs, dimension);
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    long mask = bits % Long.SIZE == 0 ? -1L : (1L << (bits % Long.SIZE)) - 1;
    long[] words = new long[Math.multiplyExact(x.size(), stride)];
    Parallel.blocks(
        x.size(),
        Rows.BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            long state = hash(x.values(), i * dimension);
            for (int w = 0; w < stride; w++) {
              state += GOLDEN;
              words[i * stride + w] = mix(state);
            }
            words[(i + 1) * stride - 1] &= mask;
          }
        });
    return new BinaryCodes(bits, words);
  }

  private long hash(float[] values, int at) {
    long h = mix(seed + GOLDEN);
    for (int j = at; j < at + dimension; j++) {
      h = mix((h ^ Float.floatToIntBits(values[j])) + GOLDEN);
    }
    return h;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  @Override
  public TensorFile state() {
    return Saved.state(
        NAME,
        Map.of(
            "bits", Integer.toString(bits),
            "dimension", Integer.toString(dimension),
            "seed", Long.toString(seed)),
        Map.of());
  }

  static RandomHasher of(Saved saved) {
    try {
      return new RandomHasher(
          saved.integer("bits"), saved.integer("dimension"), Long.parseLong(saved.text("seed")));
    } catch (NumberFormatException e) {
      throw new BadInputException(saved.where() + ": seed must be a whole number", e);
    }
  }
}
