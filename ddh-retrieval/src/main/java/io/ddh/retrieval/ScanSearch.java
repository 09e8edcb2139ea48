package io.ddh.retrieval;

import static io.ddh.retrieval.CodeBlocks.BLOCK;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Compares every query with every code. A block of codes stays in the first cache while a group of
 * queries goes over it; per query and block one vectorised pass asks whether any code is near
 * enough to matter, and only then its halves are asked, down to 128 codes that go one by one. What
 * matters narrows as {@link Candidates} fill: after the first blocks almost all passes say no.
 */
public final class ScanSearch implements HammingSearch {
  /** Queries that share a block while it is in the cache. */
  private static final int GROUP = 32;

  /** Codes that are looked at one by one where a pass over a block found something. */
  private static final int RUN = 128;

  /** Comparisons that are worth a second thread. */
  private static final long SMALL = 1 << 18;

  /** Candidates that a thread holds at most, roughly; with more to keep, groups are smaller. */
  private static final int HELD = 1 << 22;

  private final CodeBlocks codes;
  private final RowSet deleted;
  private final int threads;

  /**
   * Searches codes.
   *
   * @param deleted rows that are passed over
   * @param threads at least 1; answers don't depend on it
   */
  public ScanSearch(CodeBlocks codes, RowSet deleted, int threads) {
    Check.atLeast("threads", threads, 1);
    this.codes = codes;
    this.deleted = deleted;
    this.threads = threads;
  }

  @Override
  public int bits() {
    return codes.bits();
  }

  @Override
  public int size() {
    return codes.size();
  }

  @Override
  public Hits nearest(BinaryCodes queries, int k) {
    Check.atLeast("k", k, 1);
    return search(queries, k, bits() + 1);
  }

  @Override
  public Hits within(BinaryCodes queries, int radius) {
    Check.atLeast("radius", radius, 0);
    return search(queries, Integer.MAX_VALUE, Math.min(radius, bits()) + 1);
  }

  private Hits search(BinaryCodes queries, int k, int cut) {
    QueryCheck.check(queries, bits());
    int n = queries.size();
    int[] lanes = CodeBlocks.lanes(queries);
    int used = (long) n * size() < SMALL ? 1 : threads;
    int kept = Math.max(1, Math.min(k, size()));
    int room = k == Integer.MAX_VALUE ? GROUP : Math.max(1, HELD / kept);
    int group = Math.max(1, Math.min(Math.min(GROUP, room), (n + used - 1) / used));
    int groups = (n + group - 1) / group;
    // Few queries: the codes are shared out among the threads too.
    int parts =
        groups == 0 ? 1 : Math.min(Math.max(1, codes.blocks()), (used + groups - 1) / groups);
    Ranked[][] found = new Ranked[parts][n];
    Tasks.run(
        used,
        groups * parts,
        () -> {
          int[] scratch = new int[codes.lanes() * BLOCK];
          IntConsumer piece =
              p -> {
                int from = p / parts * group;
                int to = Math.min(n, from + group);
                int part = p % parts;
                Candidates[] near = new Candidates[to - from];
                Arrays.setAll(near, i -> new Candidates(bits(), k, cut));
                int first = (int) ((long) codes.blocks() * part / parts);
                int end = (int) ((long) codes.blocks() * (part + 1) / parts);
                for (int block = first; block < end; block++) {
                  pass(block, codes.block(block, scratch), lanes, from, near);
                }
                for (int i = 0; i < near.length; i++) {
                  found[part][from + i] = near[i].ranked();
                }
              };
          return piece;
        });
    return Hits.of(parts == 1 ? found[0] : merge(found, k));
  }

  private void pass(int block, int[] array, int[] queries, int from, Candidates[] near) {
    int lanes = codes.lanes();
    int at = codes.offset(block);
    int first = block * BLOCK;
    int n = Math.min(BLOCK, size() - first);
    for (int i = 0; i < near.length; i++) {
      int q = (from + i) * lanes;
      if (BlockKernel.anyBelow(lanes, array, at, BLOCK, queries, q, near[i].cut())) {
        descend(array, at, 0, BLOCK, n, first, queries, q, near[i]);
      }
    }
  }

  /** Halves the codes [from, to), of which one is near, and takes the halves that have one. */
  private void descend(
      int[] array,
      int at,
      int from,
      int to,
      int n,
      int first,
      int[] queries,
      int q,
      Candidates near) {
    if (to - from <= RUN) {
      collect(array, at, from, Math.min(n, to), first, queries, q, near);
      return;
    }
    int middle = (from + to) >>> 1;
    int half = middle - from;
    int lanes = codes.lanes();
    boolean left = BlockKernel.anyBelow(lanes, array, at + from, half, queries, q, near.cut());
    if (left) {
      descend(array, at, from, middle, n, first, queries, q, near);
    }
    if (!left || BlockKernel.anyBelow(lanes, array, at + middle, half, queries, q, near.cut())) {
      descend(array, at, middle, to, n, first, queries, q, near);
    }
  }

  private void collect(
      int[] array, int at, int from, int to, int first, int[] queries, int q, Candidates near) {
    int lanes = codes.lanes();
    int j = BlockKernel.next(lanes, array, at, from, to, queries, q, near.cut());
    while (j < to) {
      if (!deleted.contains(first + j)) {
        near.add(first + j, BlockKernel.distance(lanes, array, at + j, queries, q));
      }
      j = BlockKernel.next(lanes, array, at, j + 1, to, queries, q, near.cut());
    }
  }

  /** Parts hold rising rows, so rows of one distance stay in order. */
  private Ranked[] merge(Ranked[][] parts, int k) {
    Ranked[] out = new Ranked[parts[0].length];
    for (int q = 0; q < out.length; q++) {
      Ranked[] own = new Ranked[parts.length];
      for (int p = 0; p < parts.length; p++) {
        own[p] = parts[p][q];
      }
      out[q] = Ranked.merge(own, bits(), k);
    }
    return out;
  }
}
