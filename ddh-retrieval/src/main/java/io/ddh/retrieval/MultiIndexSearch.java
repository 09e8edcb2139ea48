package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Multi-index hashing (M. Norouzi, A. Punjani, D. J. Fleet: Fast Search in Hamming Space with
 * Multi-Index Hashing, CVPR 2012). Two codes that differ in few bits differ in even fewer bits in
 * at least one of their substrings, so few buckets of small tables hold all near rows. The search
 * is exact for any k and radius. If the radius of a query grows so far that the tables take longer
 * than a scan, the scan takes over.
 *
 * @param tables tables of the codes to search
 * @param deleted rows that are never returned
 * @param threads number of threads, at least 1; the hits do not depend on this number
 * @param budget largest total number of buckets opened and rows compared for a query before the
 *     scan takes over
 */
public record MultiIndexSearch(MultiIndexTables tables, BitSet deleted, int threads, long budget)
    implements HammingSearch {
  /**
   * Number of rows that a scan compares in the time needed to read one bucket or row at a random
   * place in memory.
   */
  private static final int ROWS_PER_STEP = 50;

  /**
   * Creates a search whose budget per query corresponds to the time of a scan.
   *
   * @param tables tables of the codes to search
   * @param deleted rows that are never returned
   * @param threads number of threads, at least 1; the hits do not depend on this number
   */
  public MultiIndexSearch(MultiIndexTables tables, BitSet deleted, int threads) {
    this(tables, deleted, threads, 1000 + tables.codes().size() / ROWS_PER_STEP);
  }

  @Override
  public int bits() {
    return tables.codes().bits();
  }

  @Override
  public int size() {
    return tables.codes().size();
  }

  @Override
  public Hits search(BinaryCodes queries, int k, int radius) {
    int[] lanes = tables.codes().lanes(queries);
    int stride = tables.codes().lanes();
    Ranked[] out = new Ranked[queries.size()];
    Tasks.run(
        threads,
        out.length,
        () -> {
          Probe probe = new Probe(tables, deleted);
          return i -> {
            Gathered found = new Gathered(bits(), k, radius);
            if (probe.search(lanes, i * stride, found, k, radius, budget)) {
              out[i] = found.ranked();
            }
          };
        });
    // One scan for all queries whose budget did not suffice.
    int[] rest = IntStream.range(0, out.length).filter(i -> out[i] == null).toArray();
    if (rest.length > 0) {
      ScanSearch scan = new ScanSearch(tables.codes(), deleted, threads);
      Hits hits = scan.search(queries.select(rest), k, radius);
      for (int i = 0; i < rest.length; i++) {
        out[rest[i]] = hits.of(i);
      }
    }
    return new Hits(List.of(out));
  }
}
