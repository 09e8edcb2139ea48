package io.ddh.app.search;

import io.ddh.retrieval.CodeBlocks;
import java.util.OptionalInt;

/**
 * A search request.
 *
 * @param k most faces to find, at least 1: the nearest ones
 * @param radius largest distance of a face; empty: any
 * @param rejectAbove distance beyond which faces do not count as found; empty: the index's
 */
public record SearchRequest(int k, OptionalInt radius, OptionalInt rejectAbove) {
  /** Most faces of a result. */
  public static final int MOST = 10_000;

  /** Bits of the longest codes, the largest possible distance. */
  public static final int FARTHEST = CodeBlocks.MAX_BITS;
}
