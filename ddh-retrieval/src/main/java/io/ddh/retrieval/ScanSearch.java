package io.ddh.retrieval;

import static io.ddh.retrieval.CodeBlocks.BLOCK;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Searches by comparing every query with every code. A block of codes stays in the first-level
 * cache while a group of queries is compared with it. For each query and block, one vectorised pass
 * tests whether any code is near enough to become a hit; if so, the halves of the block are tested
 * in the same way, down to runs of 128 codes, which are compared one by one. As the {@link
 * Candidates} fill up, codes must be nearer to become hits, so after the first blocks hardly any
 * pass finds a code.
 *
 * @param codes the codes to search
 * @param deleted rows that are never returned
 * @param threads number of threads, at least 1; the hits do not depend on this number
 */
public record ScanSearch(CodeBlocks codes, BitSet deleted, int threads) implements HammingSearch {
  /** Number of queries that are compared with a block while it is in the cache. */
  private static final int GROUP = 32;

  /**
   * Number of codes that are compared one by one after a pass has shown that one of them is near
   * enough.
   */
  private static final int RUN = 128;

  /** Smallest number of comparisons for which a second thread pays off. */
  private static final long SMALL = 1 << 18;

  /**
   * Approximate limit on the number of candidates that a thread holds; groups have fewer queries if
   * k is large.
   */
  private static final int HELD = 1 << 22;

  /**
   * Checks the number of threads.
   *
   * @param codes the codes to search
   * @param deleted rows that are never returned
   * @param threads number of threads, at least 1; the hits do not depend on this number
   */
  public ScanSearch {
    Check.atLeast("threads", threads, 1);
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
  public Hits search(BinaryCodes queries, int k, int radius) {
    int[] lanes = codes.lanes(queries);
    int n = queries.size();
    int used = (long) n * size() < SMALL ? 1 : threads;
    int kept = Math.max(1, Math.min(k, size()));
    int room = k == Integer.MAX_VALUE ? GROUP : Math.max(1, HELD / kept);
    int group = Math.max(1, Math.min(Math.min(GROUP, room), (n + used - 1) / used));
    int groups = (n + group - 1) / group;
    // If there are few queries, the codes are divided among the threads, too.
    int parts =
        groups == 0 ? 1 : Math.min(Math.max(1, codes.blocks()), (used + groups - 1) / groups);
    Ranked[][] found = new Ranked[parts][n];
    Tasks.run(
        used,
        groups * parts,
        () -> {
          int[] scratch = new int[codes.lanes() * BLOCK];
          return p -> {
            int from = p / parts * group;
            int to = Math.min(n, from + group);
            int part = p % parts;
            Candidates[] near = new Candidates[to - from];
            Arrays.setAll(near, i -> new Candidates(bits(), k, radius + 1));
            int first = (int) ((long) codes.blocks() * part / parts);
            int end = (int) ((long) codes.blocks() * (part + 1) / parts);
            for (int block = first; block < end; block++) {
              pass(block, codes.block(block, scratch), lanes, from, near);
            }
            for (int i = 0; i < near.length; i++) {
              found[part][from + i] = near[i].ranked();
            }
          };
        });
    List<Hits> all = Stream.of(found).map(part -> new Hits(List.of(part))).toList();
    return parts == 1 ? all.get(0) : Hits.join(all, bits(), k);
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

  /**
   * Searches the codes [from, to), at least one of which is near enough, by testing their halves.
   */
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
      if (!deleted.get(first + j)) {
        near.add(first + j, BlockKernel.distance(lanes, array, at + j, queries, q));
      }
      j = BlockKernel.next(lanes, array, at, j + 1, to, queries, q, near.cut());
    }
  }
}
