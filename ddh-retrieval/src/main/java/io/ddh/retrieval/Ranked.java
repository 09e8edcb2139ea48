package io.ddh.retrieval;

import java.util.Arrays;
import java.util.List;

/**
 * The hits of one query, sorted by distance, then row.
 *
 * @param rows row numbers of the hits
 * @param distances Hamming distances of the same hits, in bits
 */
record Ranked(int[] rows, int[] distances) {
  int size() {
    return rows.length;
  }

  /** Returns the same hits with a number added to each row number. */
  Ranked shifted(int first) {
    return new Ranked(Arrays.stream(rows).map(row -> row + first).toArray(), distances);
  }

  /**
   * Sorts hits by distance and keeps the first k; rows of equal distance stay in the given order.
   *
   * @param n number of hits in the two arrays, which may be longer
   * @param bits code length, which is the largest possible distance
   * @param k largest number of hits to keep
   */
  static Ranked sort(int[] rows, int[] distances, int n, int bits, int k) {
    int[] at = new int[bits + 2];
    for (int i = 0; i < n; i++) {
      at[distances[i] + 1]++;
    }
    for (int d = 0; d <= bits; d++) {
      at[d + 1] += at[d];
    }
    int size = Math.min(n, k);
    int[] sortedRows = new int[size];
    int[] sortedDistances = new int[size];
    for (int i = 0; i < n; i++) {
      int place = at[distances[i]]++;
      if (place < size) {
        sortedRows[place] = rows[i];
        sortedDistances[place] = distances[i];
      }
    }
    return new Ranked(sortedRows, sortedDistances);
  }

  /**
   * Merges the hits of several parts; the row numbers of each part are higher than those of the
   * parts before it.
   */
  static Ranked merge(List<Ranked> parts, int bits, int k) {
    int n = 0;
    for (Ranked part : parts) {
      n = Math.addExact(n, part.size());
    }
    int[] rows = new int[n];
    int[] distances = new int[n];
    int at = 0;
    for (Ranked part : parts) {
      System.arraycopy(part.rows, 0, rows, at, part.size());
      System.arraycopy(part.distances, 0, distances, at, part.size());
      at += part.size();
    }
    return sort(rows, distances, n, bits, k);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ranked ranked
        && Arrays.equals(rows, ranked.rows)
        && Arrays.equals(distances, ranked.distances);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(rows) + Arrays.hashCode(distances);
  }
}
