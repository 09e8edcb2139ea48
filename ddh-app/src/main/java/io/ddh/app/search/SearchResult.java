package io.ddh.app.search;

import java.util.List;
import java.util.OptionalInt;

/**
 * The result of one query.
 *
 * @param query name of the query, which is the path of the image, or the codes file and the row in
 *     it
 * @param hits the faces found within the rejection distance, sorted by distance, then id
 * @param rejectAbove the rejection distance in bits, beyond which faces are not hits; empty if none
 *     applies
 * @param nearest distance of the nearest face in bits, even if it is rejected; empty if no face was
 *     found
 */
public record SearchResult(
    String query, List<Hit> hits, OptionalInt rejectAbove, OptionalInt nearest) {
  /**
   * A face in a result.
   *
   * @param rank place of the hit in the result, from 1
   * @param distance Hamming distance to the query in bits
   * @param id id of the face in the index
   * @param label name of the person; empty if not known
   * @param source path of the image; empty if not stored
   */
  public record Hit(int rank, int distance, long id, String label, String source) {}

  /**
   * {@return whether faces were found but all are beyond the rejection distance, so that the person
   * is taken for a stranger}
   */
  public boolean stranger() {
    return hits.isEmpty() && nearest.isPresent();
  }
}
