package io.ddh.retrieval;

import java.util.BitSet;
import java.util.List;

/**
 * Searches the tables for one query at a time, with a growing radius. Step (s, t) opens the buckets
 * of table t whose keys differ from the query's key in s bits. After this step, every row that has
 * not been found differs from the query in at least s + 1 bits of each of the substrings 0 to t and
 * in at least s bits of each of the others. With m tables, all rows within the distance m·s + t are
 * therefore known. Use one instance per thread.
 */
final class Probe {
  private static final int PENDING = 2048;

  private final CodeBlocks codes;
  private final List<SubstringTable> tables;
  private final BitSet deleted;
  private final int lanes;
  private final int[] pending = new int[PENDING];

  private int[] queries;
  private int q;
  private long lookups;
  private long met;

  Probe(MultiIndexTables tables, BitSet deleted) {
    this.codes = tables.codes();
    this.tables = tables.tables();
    this.deleted = deleted;
    this.lanes = codes.lanes();
  }

  /**
   * Searches for the nearest rows of one query.
   *
   * @param at index of the query's first lane in {@code lanesOfQueries}
   * @param budget largest number of buckets to open and rows to compare
   * @return false if the budget did not suffice; the rows found are then incomplete
   */
  boolean search(int[] lanesOfQueries, int at, Gathered found, int k, int radius, long budget) {
    queries = lanesOfQueries;
    q = at;
    long end = lookups + met + budget;
    int m = tables.size();
    for (int s = 0; s <= SubstringTable.MAX_WIDTH; s++) {
      for (int t = 0; t < m; t++) {
        SubstringTable table = tables.get(t);
        if (s <= table.width()) {
          long keys = keys(table.width(), s);
          if (keys > end - lookups - met || !step(s, t, found, end - keys)) {
            return false;
          }
          lookups += keys;
        }
        int known = m * s + t;
        if (known >= radius || found.enough(known)) {
          return true;
        }
      }
    }
    return true; // every key of every table has been looked up
  }

  /** Returns the number of keys of a given width that differ from a given key in exactly s bits. */
  static long keys(int width, int s) {
    long keys = 1;
    for (int i = 1; i <= s; i++) {
      keys = keys * (width - s + i) / i;
    }
    return keys;
  }

  private boolean step(int s, int t, Gathered found, long end) {
    SubstringTable table = tables.get(t);
    int key = table.key(queries, q);
    int[] starts = table.starts();
    int[] rows = table.rows();
    int last = 1 << table.width();
    int flips = (1 << s) - 1;
    int waiting = 0;
    while (flips < last) {
      int from = starts[key ^ flips];
      int to = starts[(key ^ flips) + 1];
      while (from < to) {
        int n = Math.min(to - from, PENDING - waiting);
        System.arraycopy(rows, from, pending, waiting, n);
        waiting += n;
        from += n;
        if (waiting == PENDING) {
          check(waiting, s, t, found);
          waiting = 0;
          if (lookups + met > end) {
            return false;
          }
        }
      }
      if (flips == 0) {
        break;
      }
      flips = next(flips);
    }
    check(waiting, s, t, found);
    return true;
  }

  /** Returns the next larger number that has the same number of 1 bits (Gosper's method). */
  private static int next(int x) {
    int lowest = x & -x;
    int ripple = x + lowest;
    return ripple | (x ^ ripple) / lowest >>> 2;
  }

  private void check(int n, int s, int t, Gathered found) {
    met += n;
    for (int i = 0; i < n; i++) {
      int row = pending[i];
      int distance = 0;
      for (int w = 0; w < lanes; w++) {
        distance += Integer.bitCount(codes.lane(row, w) ^ queries[q + w]);
      }
      if (distance <= found.limit() && first(row, s, t) && !deleted.get(row)) {
        found.add(row, distance);
      }
    }
  }

  /**
   * Returns whether step (s, t) is the first to find the row; an earlier step may have found the
   * row through another substring.
   */
  private boolean first(int row, int s, int t) {
    for (int other = 0; other < tables.size(); other++) {
      if (other != t) {
        int differing = differing(row, tables.get(other));
        if (differing < s || (differing == s && other < t)) {
          return false;
        }
      }
    }
    return true;
  }

  private int differing(int row, SubstringTable table) {
    int w = table.from() / Integer.SIZE;
    int shift = table.from() % Integer.SIZE;
    int key = codes.lane(row, w) >>> shift;
    if (shift + table.width() > Integer.SIZE) {
      key |= codes.lane(row, w + 1) << (Integer.SIZE - shift);
    }
    int mask = (1 << table.width()) - 1;
    return Integer.bitCount((key ^ table.key(queries, q)) & mask);
  }
}
