package io.ddh.retrieval;

import io.ddh.core.Check;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tables of multi-index hashing. Codes are divided into substrings of nearly equal length; for
 * each substring, one table finds the rows by the value of that substring.
 *
 * @param codes the codes that the tables index
 * @param tables one table for each substring of the code
 */
public record MultiIndexTables(CodeBlocks codes, List<SubstringTable> tables) {
  /**
   * Builds as many tables as {@link #count} recommends, on all cores.
   *
   * @param codes the codes to index
   * @return the tables
   */
  public static MultiIndexTables build(CodeBlocks codes) {
    return build(codes, count(codes.bits(), codes.size()));
  }

  /**
   * Builds a given number of tables on all cores.
   *
   * @param codes the codes to index
   * @param count number of tables; no substring may be empty or longer than 26 bits
   * @return the tables
   */
  public static MultiIndexTables build(CodeBlocks codes, int count) {
    int bits = codes.bits();
    int least = (bits + SubstringTable.MAX_WIDTH - 1) / SubstringTable.MAX_WIDTH;
    Check.inRange("tables", count, least, bits);
    List<SubstringTable> tables =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                t -> {
                  int from = (int) ((long) bits * t / count);
                  int to = (int) ((long) bits * (t + 1) / count);
                  return SubstringTable.build(codes, from, to - from);
                })
            .toList();
    return new MultiIndexTables(codes, tables);
  }

  /**
   * {@return the best number of tables for n codes of K bits} Substrings have about log2 n bits, so
   * that a bucket has about one row (Norouzi, Punjani, Fleet, CVPR 2012, §4). Substrings have one
   * bit more if that saves a table, and at most 26 bits, so that buckets can be addressed directly.
   *
   * @param bits code length K
   * @param n number of codes
   */
  public static int count(int bits, int n) {
    double width = Math.log(Math.max(2, n)) / Math.log(2) + 1;
    return (int) Math.ceil(bits / Math.min(width, SubstringTable.MAX_WIDTH));
  }

  /** {@return the size of the tables in memory, in bytes} */
  public long bytes() {
    return Integer.BYTES
        * tables.stream().mapToLong(t -> t.starts().length + (long) t.rows().length).sum();
  }
}
