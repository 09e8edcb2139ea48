package io.ddh.retrieval;

import io.ddh.data.BinaryCodes;
import io.ddh.data.Check;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Scan or tables, whichever the costs measured on this machine say is faster for the question. The
 * costs of nearest-neighbour questions through the tables depend on how near the neighbours are, so
 * they are corrected by the batches that are answered; of a large batch for the scan a few queries
 * go through the tables, lest an old cost stand for ever.
 */
public final class AutoSearch implements HammingSearch {
  private static final int PROBED = 8;
  private static final int LARGE = 512;
  private static final double NEW = 0.5;

  private final ScanSearch scan;
  private final MultiIndexSearch tables;
  private final CostModel costs;
  private final int threads;

  /** Learned costs of nearest-neighbour queries by step of k. */
  private final AtomicReferenceArray<Double> learned;

  /**
   * Searches the tables' codes.
   *
   * @param deleted rows that are passed over
   * @param costs measured with these tables
   * @param threads at least 1; answers don't depend on it
   */
  public AutoSearch(MultiIndexTables tables, RowSet deleted, CostModel costs, int threads) {
    this.scan = new ScanSearch(tables.codes(), deleted, threads);
    this.tables = new MultiIndexSearch(tables, deleted, threads);
    this.costs = costs;
    this.threads = threads;
    this.learned = new AtomicReferenceArray<>(costs.nearest().toArray(Double[]::new));
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
    int step = CostModel.step(k);
    int n = queries.size();
    if (step == learned.length() || n == 0) {
      return scan.nearest(queries, k);
    }
    if (tablesPay(n, learned.get(step))) {
      return learn(step, n, () -> tables.nearest(queries, k));
    }
    if (n >= LARGE) {
      int[] few = new int[PROBED];
      for (int i = 0; i < PROBED; i++) {
        few[i] = (int) ((long) n * i / PROBED);
      }
      learn(step, PROBED, () -> tables.nearest(queries.select(few), k));
      if (tablesPay(n, learned.get(step))) {
        return learn(step, n, () -> tables.nearest(queries, k));
      }
    }
    return scan.nearest(queries, k);
  }

  @Override
  public Hits within(BinaryCodes queries, int radius) {
    Check.atLeast("radius", radius, 0);
    boolean known = radius < costs.within().size();
    return known && tablesPay(queries.size(), costs.within().get(radius))
        ? tables.within(queries, radius)
        : scan.within(queries, radius);
  }

  /** The scan shares a single query out among the threads; the tables don't. */
  private boolean tablesPay(int queries, double cost) {
    double rounds = Math.ceil((double) queries / threads);
    return rounds * cost < (double) queries / threads * costs.scan();
  }

  private Hits learn(int step, int queries, Supplier<Hits> search) {
    long start = System.nanoTime();
    Hits hits = search.get();
    double rounds = Math.ceil((double) queries / threads);
    double cost = (System.nanoTime() - start) / Math.max(1, rounds);
    learned.accumulateAndGet(step, cost, (old, now) -> (1 - NEW) * old + NEW * now);
    return hits;
  }
}
