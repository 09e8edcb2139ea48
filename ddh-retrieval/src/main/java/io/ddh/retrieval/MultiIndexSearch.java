package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * Multi-index hashing (M. Norouzi, A. Punjani, D. J. Fleet: Fast Search in Hamming Space with
 * Multi-Index Hashing, CVPR 2012): two codes that differ in few bits differ in even fewer bits in
 * at least one of their substrings, so few buckets of small tables hold all near rows. Exact for
 * any k and radius. If the growing radius of a query makes it costlier than a scan, the scan takes
 * over.
 */
public final class MultiIndexSearch implements HammingSearch {
  /** Rows that a scan compares in the time of one bucket or row at a random place in memory. */
  private static final int ROWS_A_STEP = 50;

  private final MultiIndexTables tables;
  private final RowSet deleted;
  private final int threads;
  private final ScanSearch scan;
  private final long budget;

  /**
   * Searches the tables' codes.
   *
   * @param tables tables of the codes
   * @param deleted rows that are left out
   * @param threads at least 1; the result does not depend on it
   */
  public MultiIndexSearch(MultiIndexTables tables, RowSet deleted, int threads) {
    this(tables, deleted, threads, 1000 + tables.codes().size() / ROWS_A_STEP);
  }

  MultiIndexSearch(MultiIndexTables tables, RowSet deleted, int threads, long budget) {
    this.tables = tables;
    this.deleted = deleted;
    this.threads = threads;
    this.budget = budget;
    this.scan = new ScanSearch(tables.codes(), deleted, threads);
  }

  @Override
  public int bits() {
    return scan.bits();
  }

  @Override
  public int size() {
    return scan.size();
  }

  @Override
  public Hits search(BinaryCodes queries, int k, int radius) {
    int[] lanes = tables.codes().lanes(queries);
    int stride = tables.codes().lanes();
    Ranked[] out = new Ranked[queries.size()];
    AtomicIntegerArray gaveUp = new AtomicIntegerArray(out.length);
    Tasks.run(
        threads,
        out.length,
        () -> {
          Probe probe = new Probe(tables, deleted);
          IntConsumer one =
              i -> {
                Gathered found = new Gathered(bits(), k, radius);
                if (probe.search(lanes, i * stride, found, k, radius, budget)) {
                  out[i] = found.ranked();
                } else {
                  gaveUp.set(i, 1);
                }
              };
          return one;
        });
    rest(queries, k, radius, gaveUp, out);
    return new Hits(out);
  }

  /** Scans for the queries that gave up, all together. */
  private void rest(
      BinaryCodes queries, int k, int radius, AtomicIntegerArray gaveUp, Ranked[] out) {
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < out.length; i++) {
      if (gaveUp.get(i) != 0) {
        rest.add(i);
      }
    }
    if (rest.isEmpty()) {
      return;
    }
    BinaryCodes left = queries.select(rest.stream().mapToInt(Integer::intValue).toArray());
    Hits hits = scan.search(left, k, radius);
    for (int i = 0; i < rest.size(); i++) {
      out[rest.get(i)] = hits.of(i);
    }
  }
}
