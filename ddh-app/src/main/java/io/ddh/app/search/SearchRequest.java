package io.ddh.app.search;

import io.ddh.core.Check;
import io.ddh.retrieval.CodeBlocks;
import java.util.OptionalInt;

/**
 * What is asked of an index.
 *
 * @param k nearest faces, at least 1; with a radius at most so many of those within it
 * @param radius all faces within this distance instead; none: the nearest
 * @param rejectAbove faces farther away don't count as found; none: what the index says
 */
public record SearchRequest(int k, OptionalInt radius, OptionalInt rejectAbove) {
  /** Most faces of an answer. */
  public static final int MOST = 10_000;

  /** Bits of the longest codes, so no two are farther apart. */
  public static final int FARTHEST = CodeBlocks.MAX_BITS;

  public SearchRequest {
    Check.inRange("k", k, 1, MOST);
    radius.ifPresent(r -> Check.atLeast("radius", r, 0));
    rejectAbove.ifPresent(d -> Check.atLeast("rejection distance", d, 0));
  }
}
