package io.ddh.app.search;

import io.ddh.retrieval.CodeBlocks;
import java.util.OptionalInt;

/**
 * A search request, which sets the number of faces to find and the limits on their distance.
 *
 * @param k largest number of nearest faces to find, at least 1
 * @param radius largest distance of a face to find, in bits; empty for any distance
 * @param rejectAbove rejection distance in bits, beyond which faces are not hits; empty if that of
 *     the index is used
 */
public record SearchRequest(int k, OptionalInt radius, OptionalInt rejectAbove) {
  /** Largest number of faces in a result. */
  public static final int MOST = 10_000;

  /** Largest possible distance, which is the number of bits of the longest codes. */
  public static final int FARTHEST = CodeBlocks.MAX_BITS;
}
