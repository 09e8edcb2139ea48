package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Measured times of a query on this machine, in nanoseconds on one thread. The times are those of a
 * scan, and of searches through the tables for a number of neighbours or within a radius. Stored
 * codes serve as the queries. Each search looks for one more neighbour than stated, because the
 * nearest one is the query itself; the times therefore hold for new codes that resemble the stored
 * ones.
 *
 * @param scan time of a scan in nanoseconds per query, measured in a batch
 * @param nearest times of searches through the tables for the k nearest codes, in nanoseconds per
 *     query, for k = 1, 4, 16, 64, 256, 1024
 * @param within times of searches through the tables within a radius, in nanoseconds per query, for
 *     the radii 0, 1, 2, …; for radii beyond the end of the list, a scan is faster
 */
public record CostModel(double scan, List<Double> nearest, List<Double> within) {
  private static final int QUERIES = 32;
  private static final int LARGEST_RADIUS = 16;
  private static final int STEPS = 6;

  /** Returns the k with which an entry of {@link #nearest} was measured. */
  static int k(int step) {
    return 1 << 2 * step;
  }

  /**
   * Returns the index of the entry of {@link #nearest} that applies to a given k. The entry is the
   * first one whose k is not smaller; the index is {@code nearest.size()} if there is no such
   * entry.
   */
  static int step(int k) {
    int step = 0;
    while (step < STEPS && k(step) < k) {
      step++;
    }
    return step;
  }

  /**
   * Measures the costs with a few of the stored codes on one thread, which takes a few tenths of a
   * second for a million codes.
   *
   * @param tables the tables to be measured; their codes also serve as queries
   * @param seed random seed that selects the stored codes used as queries
   * @return the costs, in nanoseconds on one thread
   */
  public static CostModel measure(MultiIndexTables tables, long seed) {
    CodeBlocks codes = tables.codes();
    if (codes.size() == 0) {
      return new CostModel(1, Collections.nCopies(STEPS, 1.0), List.of(1.0));
    }
    BinaryCodes queries = sample(codes, QUERIES, seed);
    HammingSearch scan = new ScanSearch(codes, new BitSet(), 1);
    HammingSearch probe = new MultiIndexSearch(tables, new BitSet(), 1);
    double scanned = time(() -> scan.nearest(queries, k(2) + 1)) / QUERIES;
    Double[] nearest = new Double[STEPS];
    boolean lost = false;
    for (int step = 0; step < STEPS; step++) {
      int k = k(step) + 1;
      // More neighbours never take less time, so tables that were far slower are not timed again.
      nearest[step] = lost ? nearest[step - 1] : time(() -> probe.nearest(queries, k)) / QUERIES;
      lost |= nearest[step] > 2 * scanned;
    }
    double[] within = new double[LARGEST_RADIUS + 1];
    int radii = 0;
    while (radii <= LARGEST_RADIUS && (radii == 0 || within[radii - 1] < scanned)) {
      int radius = radii;
      within[radii++] = time(() -> probe.within(queries, radius)) / QUERIES;
    }
    List<Double> costs = Arrays.stream(within, 0, radii).boxed().toList();
    return new CostModel(scanned, Arrays.asList(nearest), costs);
  }

  private static BinaryCodes sample(CodeBlocks codes, int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] words =
        random
            .ints(n, 0, codes.size())
            .boxed()
            .flatMapToLong(row -> Arrays.stream(codes.code(row)))
            .toArray();
    return new BinaryCodes(codes.bits(), words);
  }

  /** Returns the time of a search in nanoseconds: the shorter of two runs, after a warm-up run. */
  private static double time(Supplier<Hits> search) {
    double best = Double.MAX_VALUE;
    for (int run = 0; run < 3; run++) {
      long start = System.nanoTime();
      Hits hits = search.get();
      double time = System.nanoTime() - start;
      Check.that(hits.queries() > 0, "a measurement must have at least one query");
      best = run == 0 ? best : Math.min(best, time);
    }
    return best;
  }
}
