package io.ddh.data.check;

import io.ddh.core.Check;
import java.util.Arrays;

/**
 * Indexes 64-bit hashes by each of their eight bytes, to find hashes that differ in few bits. Two
 * hashes that differ in at most seven bits have at least one byte in common. Therefore, all pairs
 * that differ in so few bits are found, although only hashes that share a byte are compared.
 */
final class Bands {
  /** Maximum number of bits in which two hashes may differ and still be found. */
  static final int REACH = 7;

  private static final int BANDS = 8;
  private static final int BUCKETS = 256;

  private final Thumbnails thumbnails;
  private final int[][] starts = new int[BANDS][BUCKETS + 1];
  private final int[][] members = new int[BANDS][];

  /** Callback for each pair of similar hashes. */
  @FunctionalInterface
  interface Pair {
    void found(int i, int j);
  }

  Bands(Thumbnails thumbnails) {
    this.thumbnails = thumbnails;
    int n = thumbnails.size();
    for (int band = 0; band < BANDS; band++) {
      int[] start = starts[band];
      for (int i = 0; i < n; i++) {
        start[value(thumbnails.hash(i), band) + 1]++;
      }
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        start[bucket + 1] += start[bucket];
      }
      members[band] = new int[n];
      int[] next = start.clone();
      for (int i = 0; i < n; i++) {
        members[band][next[value(thumbnails.hash(i), band)]++] = i;
      }
    }
  }

  private static int value(long hash, int band) {
    return (int) (hash >>> 8 * band) & 255;
  }

  /**
   * Finds all images j &gt; i whose hash differs from the hash of image i in at most {@code
   * distance} bits. Each image is reported once.
   *
   * @param distance maximum number of differing bits, at most {@link #REACH}
   */
  void after(int i, int distance, Pair pair) {
    Check.inRange("distance", distance, 0, REACH);
    long hash = thumbnails.hash(i);
    for (int band = 0; band < BANDS; band++) {
      int bucket = value(hash, band);
      int end = starts[band][bucket + 1];
      // The members of a bucket are in ascending order, and i is one of them.
      int own = Arrays.binarySearch(members[band], starts[band][bucket], end, i);
      for (int m = own + 1; m < end; m++) {
        int j = members[band][m];
        long different = hash ^ thumbnails.hash(j);
        if (Long.bitCount(different) <= distance && firstShared(different) == band) {
          pair.found(i, j);
        }
      }
    }
  }

  private static int firstShared(long different) {
    int band = 0;
    while (value(different, band) != 0) {
      band++;
    }
    return band;
  }
}
