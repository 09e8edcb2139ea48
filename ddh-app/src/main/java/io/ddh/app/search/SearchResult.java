package io.ddh.app.search;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a query found.
 *
 * @param query its name
 * @param hits by (distance, id), within the rejection distance
 * @param rejectAbove the rejection distance, if there is one
 * @param nearest distance of the nearest face, rejected or not; none: the search found no face
 */
public record SearchResult(
    String query, List<Hit> hits, OptionalInt rejectAbove, OptionalInt nearest) {
  /**
   * A face that was found.
   *
   * @param rank from 1
   * @param distance in bits that differ
   * @param id in the index
   * @param label whose face it is; empty: not known
   * @param source where the picture lies; empty: not kept
   */
  public record Hit(int rank, int distance, long id, String label, String source) {}

  public SearchResult {
    hits = List.copyOf(hits);
  }

  /** Whether there are faces, but all too far away: nobody whom the index knows. */
  public boolean stranger() {
    return hits.isEmpty() && nearest.isPresent();
  }
}
