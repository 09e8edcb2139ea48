package io.ddh.data.faces;

/**
 * Random number generator for the synthetic faces. The generator is SplitMix64 (Steele, Lea, Flood,
 * OOPSLA 2014, doi 10.1145/2660193.2660195). The generator is implemented here, not taken from
 * Java's library, because the pixels must not change with the Java version.
 */
final class Draw {
  private static final float SQRT3 = 1.7320508f;

  private long state;

  Draw(long seed) {
    state = seed;
  }

  long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** Returns a random number from the uniform distribution on [0, 1). */
  float unit() {
    return (next() >>> 40) * 0x1p-24f;
  }

  /** Returns a random number from the uniform distribution on [low, high). */
  float in(float low, float high) {
    return low + (high - low) * unit();
  }

  /**
   * Returns a random number from a bell-shaped distribution around 0. The number is a scaled sum of
   * four uniform random numbers, so it lies within ±3.47 standard deviations.
   */
  float bell(float deviation) {
    return (unit() + unit() + unit() + unit() - 2) * SQRT3 * deviation;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Returns a random seed for the lattice noise of {@link SoftShapes}. */
  int seed() {
    return (int) (next() >>> 32);
  }
}
