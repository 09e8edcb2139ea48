package io.ddh.data;

import java.util.stream.IntStream;

/** Splits index ranges over the machine's cores. */
public final class Parallel {
  private Parallel() {}

  /** Work on the rows [from, to). */
  @FunctionalInterface
  public interface Range {
    void run(int from, int to);
  }

  /**
   * Runs the work over [0, n) in blocks, on all cores, and returns when all is done. The blocks do
   * not depend on the number of cores.
   *
   * @param block rows in a block, ≥ 1
   */
  public static void blocks(int n, int block, Range work) {
    Check.atLeast("block", block, 1);
    int blocks = (n + block - 1) / block;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(b -> work.run(b * block, Math.min(n, (b + 1) * block)));
  }
}
