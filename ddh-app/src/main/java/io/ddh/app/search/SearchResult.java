package io.ddh.app.search;

import java.util.List;
import java.util.OptionalInt;

/**
 * A search result.
 *
 * @param query name of the query
 * @param hits by (distance, id), within the rejection distance
 * @param rejectAbove the rejection distance; empty: none
 * @param nearest distance of the nearest face, even if it is rejected; empty: no face was found
 */
public record SearchResult(
    String query, List<Hit> hits, OptionalInt rejectAbove, OptionalInt nearest) {
  /**
   * A face in a result.
   *
   * @param rank from 1
   * @param distance number of differing bits
   * @param id in the index
   * @param label name of the person; empty: not known
   * @param source path of the image; empty: not stored
   */
  public record Hit(int rank, int distance, long id, String label, String source) {}

  /**
   * {@return whether all faces are beyond the rejection distance: a person whom the index does not
   * know}
   */
  public boolean stranger() {
    return hits.isEmpty() && nearest.isPresent();
  }
}
