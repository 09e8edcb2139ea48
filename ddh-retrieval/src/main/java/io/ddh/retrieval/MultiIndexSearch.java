package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * Multi-index hashing (M. Norouzi, A. Punjani, D. J. Fleet: Fast Search in Hamming Space with
 * Multi-Index Hashing, CVPR 2012): codes that differ in few bits differ in fewer still in one of
 * their substrings, so few buckets of small tables hold all near rows. Exact for any k and radius.
 * A query whose growing radius asks for more work than a scan would be is handed to the scan.
 */
public final class MultiIndexSearch implements HammingSearch {
  /** Opening a bucket or comparing a row of one, random in memory, in rows of a scan. */
  private static final int ROWS_A_STEP = 50;

  private final MultiIndexTables tables;
  private final RowSet deleted;
  private final int threads;
  private final ScanSearch scan;
  private final long budget;

  /**
   * Searches the tables' codes.
   *
   * @param deleted rows that are passed over
   * @param threads at least 1; answers don't depend on it
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
  public Hits nearest(BinaryCodes queries, int k) {
    Check.atLeast("k", k, 1);
    return search(queries, k, bits());
  }

  @Override
  public Hits within(BinaryCodes queries, int radius) {
    Check.atLeast("radius", radius, 0);
    return search(queries, Integer.MAX_VALUE, Math.min(radius, bits()));
  }

  private Hits search(BinaryCodes queries, int k, int radius) {
    QueryCheck.check(queries, bits());
    int[] lanes = CodeBlocks.lanes(queries);
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
    return Hits.of(out);
  }

  /** What gave up goes through the scan together. */
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
    BinaryCodes asked = queries.select(rest.stream().mapToInt(Integer::intValue).toArray());
    Hits hits = k == Integer.MAX_VALUE ? scan.within(asked, radius) : scan.nearest(asked, k);
    for (int i = 0; i < rest.size(); i++) {
      out[rest.get(i)] = hits.ranked(i);
    }
  }
}
