package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Searches each batch of queries by a scan or through tables, whichever is faster. How long a
 * search through the tables takes depends on how near the queries' neighbours are. {@link
 * CostModel} measures the times with stored codes as queries, which may differ from the actual
 * queries. Therefore some queries of a large batch are searched by both methods in turn, and the
 * measured times decide which method searches the rest. A small batch relies on the times of
 * earlier batches. Keep one instance per opened index, so that earlier times can be used.
 */
public final class AutoSearch implements HammingSearch {
  /** Number of queries per thread in one timed run. */
  private static final int TIMED = 8;

  /**
   * Number of timed runs of each search in a trial. This number is more than half of the number of
   * timings that {@link Timings} keeps, so that a trial determines the median.
   */
  private static final int TURNS = 3;

  /**
   * A batch starts with a trial only if its number of queries is at least this multiple of the
   * trial's number of queries.
   */
  private static final int WORTH_IT = 5;

  /** A search has lost if it takes at least this many times as long as the other. */
  private static final double LOST = 3;

  /** Number of batches after which the search through the tables is timed again if it has lost. */
  private static final int AGAIN = 8;

  private final HammingSearch scan;
  private final int threads;
  private final LongSupplier nanos;
  private final List<Kind> nearest;
  private final List<Kind> within;

  /** One of the two searches with its timings for queries of one kind. */
  private record Way(HammingSearch search, Timings timings) {
    Way(HammingSearch search, double cost) {
      this(search, new Timings(cost));
    }
  }

  /**
   * Both searches with their timings for queries of one kind. Queries of one kind have a similar k
   * or the same radius.
   */
  private record Kind(Way scan, Way tables, AtomicInteger batches) {}

  /**
   * Creates a search of the codes in the tables.
   *
   * @param tables tables of the codes to search
   * @param deleted rows that are never returned
   * @param costs times that {@link CostModel#measure} found for these tables; used until queries
   *     have been timed
   * @param threads number of threads, at least 1; the hits do not depend on this number
   */
  public AutoSearch(MultiIndexTables tables, BitSet deleted, CostModel costs, int threads) {
    this(
        new ScanSearch(tables.codes(), deleted, threads),
        new MultiIndexSearch(tables, deleted, threads),
        costs,
        threads,
        System::nanoTime);
  }

  /** Creates a search from any two searches of the same codes and any clock, for tests. */
  AutoSearch(
      HammingSearch scan, HammingSearch tables, CostModel costs, int threads, LongSupplier nanos) {
    this.scan = scan;
    this.threads = threads;
    this.nanos = nanos;
    Function<Double, Kind> kind =
        cost -> new Kind(new Way(scan, costs.scan()), new Way(tables, cost), new AtomicInteger());
    nearest = costs.nearest().stream().map(kind).toList();
    within = costs.within().stream().map(kind).toList();
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
    boolean all = k == Integer.MAX_VALUE;
    List<Kind> kinds = all ? within : nearest;
    int step = all ? radius : CostModel.step(k);
    int n = queries.size();
    if (step >= kinds.size() || n == 0) {
      return scan.search(queries, k, radius); // the tables are never faster for such a k or radius
    }
    Kind kind = kinds.get(step);
    int timed = TIMED * threads;
    if (n < 2 * TURNS * timed * WORTH_IT || !open(kind)) {
      return timed(faster(n, kind), queries, k, radius);
    }
    Ranked[] out = new Ranked[n];
    int[] order = spread(n);
    int done = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      done = part(kind.tables, queries, k, radius, out, order, done, done + timed);
      if (!scanLost(kind)) {
        done = part(kind.scan, queries, k, radius, out, order, done, done + timed);
      }
    }
    part(faster(n - done, kind), queries, k, radius, out, order, done, n);
    return new Hits(List.of(out));
  }

  /**
   * Returns whether a large batch should start with a trial. There is no trial if one of the
   * searches has lost. However, if the search through the tables has lost, it is timed again from
   * time to time.
   */
  private static boolean open(Kind kind) {
    boolean again = kind.batches.getAndIncrement() % AGAIN == 0;
    boolean tablesLost = kind.tables.timings.cost() >= LOST * kind.scan.timings.cost();
    return !kind.tables.timings.known() || !scanLost(kind) && (again || !tablesLost);
  }

  private static boolean scanLost(Kind kind) {
    return kind.scan.timings.cost() >= LOST * kind.tables.timings.cost();
  }

  /**
   * Returns the search that is expected to be faster for a number of queries. The scan divides the
   * work for one query among the threads; the search through the tables does not.
   */
  private Way faster(int queries, Kind kind) {
    double tables = Math.ceil((double) queries / threads) * kind.tables.timings.cost();
    double scanned = (double) queries / threads * kind.scan.timings.cost();
    return tables < scanned ? kind.tables : kind.scan;
  }

  /**
   * Returns a permutation of 0..n−1 in which successive numbers lie far apart, since queries may be
   * sorted.
   */
  private static int[] spread(int n) {
    BigInteger size = BigInteger.valueOf(n);
    int step = Math.max(1, (int) (n * 0.6180339887498949)); // the golden section
    while (!BigInteger.valueOf(step).gcd(size).equals(BigInteger.ONE)) {
      step++;
    }
    int stride = step;
    return IntStream.range(0, n).map(i -> (int) ((long) i * stride % n)).toArray();
  }

  /**
   * Runs the queries at the positions [from, to) of the given order, stores their hits and returns
   * {@code to}.
   */
  private int part(
      Way way,
      BinaryCodes queries,
      int k,
      int radius,
      Ranked[] out,
      int[] order,
      int from,
      int to) {
    int[] rows = Arrays.copyOfRange(order, from, to);
    Hits hits = timed(way, queries.select(rows), k, radius);
    for (int i = 0; i < rows.length; i++) {
      out[rows[i]] = hits.of(i);
    }
    return to;
  }

  private Hits timed(Way way, BinaryCodes queries, int k, int radius) {
    long start = nanos.getAsLong();
    Hits hits = way.search.search(queries, k, radius);
    // With fewer queries, starting the threads would take a large part of the time.
    if (queries.size() >= TIMED * threads) {
      way.timings.add((double) (nanos.getAsLong() - start) * threads / queries.size());
    }
    return hits;
  }
}
