package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Scan or tables, whichever is faster for the question. What the tables take depends on how near
 * the queries' neighbours are, and the stored codes that {@link CostModel} asks need not be like
 * the queries. So a few queries of a large batch go through both by turns, on the same machine at
 * the same moment, and what they took decides for the rest. A small batch goes by what is known.
 * One instance serves an opened index as long as it is open.
 */
public final class AutoSearch implements HammingSearch {
  /** Queries a thread that make a timing. */
  private static final int TIMED = 8;

  /** Timings of each way in a trial: most of those that {@link Timings} keeps. */
  private static final int TURNS = 3;

  /** A batch is tried if it is so many times larger than a trial of one way. */
  private static final int WORTH_IT = 5;

  /** A way that took so many times what the other takes has lost. */
  private static final double LOST = 3;

  /** Tables that have lost are tried again every so many batches. */
  private static final int AGAIN = 8;

  private final HammingSearch scan;
  private final HammingSearch tables;
  private final int threads;
  private final LongSupplier nanos;
  private final List<Kind> nearest;
  private final List<Kind> within;

  /** Questions that take about the same. */
  private static final class Kind {
    final Timings scan;
    final Timings tables;
    final AtomicInteger batches = new AtomicInteger();

    Kind(double scan, double tables) {
      this.scan = new Timings(scan);
      this.tables = new Timings(tables);
    }
  }

  /** What is asked of a search. */
  @FunctionalInterface
  private interface Question {
    Hits ask(HammingSearch search, BinaryCodes queries);
  }

  /**
   * Searches the tables' codes.
   *
   * @param deleted rows that are passed over
   * @param costs measured with these tables
   * @param threads at least 1; answers don't depend on it
   */
  public AutoSearch(MultiIndexTables tables, RowSet deleted, CostModel costs, int threads) {
    this(
        new ScanSearch(tables.codes(), deleted, threads),
        new MultiIndexSearch(tables, deleted, threads),
        costs,
        threads,
        System::nanoTime);
  }

  /** Of any two that give one answer, and any clock. */
  AutoSearch(
      HammingSearch scan, HammingSearch tables, CostModel costs, int threads, LongSupplier nanos) {
    this.scan = scan;
    this.tables = tables;
    this.threads = threads;
    this.nanos = nanos;
    nearest = costs.nearest().stream().map(cost -> new Kind(costs.scan(), cost)).toList();
    within = costs.within().stream().map(cost -> new Kind(costs.scan(), cost)).toList();
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
    return answer(nearest, CostModel.step(k), queries, (search, some) -> search.nearest(some, k));
  }

  @Override
  public Hits within(BinaryCodes queries, int radius) {
    Check.atLeast("radius", radius, 0);
    return answer(within, radius, queries, (search, some) -> search.within(some, radius));
  }

  private Hits answer(List<Kind> kinds, int step, BinaryCodes queries, Question question) {
    int n = queries.size();
    if (step >= kinds.size() || n == 0) {
      return question.ask(scan, queries); // what the tables are no good for
    }
    Kind kind = kinds.get(step);
    int timed = TIMED * threads;
    if (n < 2 * TURNS * timed * WORTH_IT || !open(kind)) {
      boolean byTables = tablesPay(n, kind);
      return byTables
          ? timed(tables, kind.tables, queries, question)
          : timed(scan, kind.scan, queries, question);
    }
    Ranked[] out = new Ranked[n];
    int[] order = spread(n);
    int done = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      done = part(tables, kind.tables, queries, question, out, order, done, done + timed);
      if (!scanLost(kind)) {
        done = part(scan, kind.scan, queries, question, out, order, done, done + timed);
      }
    }
    if (tablesPay(n - done, kind)) {
      part(tables, kind.tables, queries, question, out, order, done, n);
    } else {
      part(scan, kind.scan, queries, question, out, order, done, n);
    }
    return Hits.of(out);
  }

  /** Whether a trial has to tell which way is faster: not where one of them has lost. */
  private static boolean open(Kind kind) {
    boolean again = kind.batches.getAndIncrement() % AGAIN == 0;
    boolean tablesLost = kind.tables.cost() >= LOST * kind.scan.cost();
    return !kind.tables.known() || !scanLost(kind) && (again || !tablesLost);
  }

  private static boolean scanLost(Kind kind) {
    return kind.scan.cost() >= LOST * kind.tables.cost();
  }

  /** The scan shares a single query out among the threads; the tables don't. */
  private boolean tablesPay(int queries, Kind kind) {
    double rounds = Math.ceil((double) queries / threads);
    return rounds * kind.tables.cost() < (double) queries / threads * kind.scan.cost();
  }

  /** All numbers below n, so that any few in a row come from all over: queries may be sorted. */
  private static int[] spread(int n) {
    BigInteger size = BigInteger.valueOf(n);
    int step = Math.max(1, (int) (n * 0.6180339887498949)); // the golden section
    while (!BigInteger.valueOf(step).gcd(size).equals(BigInteger.ONE)) {
      step++;
    }
    int stride = step;
    return IntStream.range(0, n).map(i -> (int) ((long) i * stride % n)).toArray();
  }

  /** Answers the queries from one place of the order on up to another; returns the latter. */
  private int part(
      HammingSearch search,
      Timings timings,
      BinaryCodes queries,
      Question question,
      Ranked[] out,
      int[] order,
      int from,
      int to) {
    int[] rows = Arrays.copyOfRange(order, from, to);
    Hits hits = timed(search, timings, queries.select(rows), question);
    for (int i = 0; i < rows.length; i++) {
      out[rows[i]] = hits.ranked(i);
    }
    return to;
  }

  private Hits timed(
      HammingSearch search, Timings timings, BinaryCodes queries, Question question) {
    long start = nanos.getAsLong();
    Hits hits = question.ask(search, queries);
    // Of fewer queries what a thread takes to begin is a large part.
    if (queries.size() >= TIMED * threads) {
      timings.add((double) (nanos.getAsLong() - start) * threads / queries.size());
    }
    return hits;
  }
}
