package io.ddh.core;

import java.util.stream.IntStream;

/** Runs work on blocks of an index range, in parallel on the machine's cores. */
public final class Parallel {
  /**
   * System property that sets how many threads a network uses; by default, one per core of the
   * machine.
   */
  public static final String THREADS = "ddh.threads";

  private Parallel() {}

  /** {@return the number of threads that a network uses} */
  public static int threads() {
    return Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
  }

  /** Work that is done on a range of rows. */
  @FunctionalInterface
  public interface Range {
    /**
     * Works on the rows [from, to).
     *
     * @param from first row of the range
     * @param to row after the last row of the range
     */
    void run(int from, int to);
  }

  /**
   * Runs the work over [0, n) in blocks, on all cores, and returns when all the work is done. The
   * division into blocks does not depend on the number of cores.
   *
   * @param n number of rows in total, ≥ 0
   * @param block number of rows per block, ≥ 1
   * @param work the work, which is called once per block, from several threads at once
   * @throws IllegalArgumentException if block is below 1
   */
  public static void blocks(int n, int block, Range work) {
    Check.atLeast("block", block, 1);
    int blocks = (n + block - 1) / block;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(b -> work.run(b * block, Math.min(n, (b + 1) * block)));
  }
}
