package io.ddh.retrieval;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The result of a batch of queries: the hits of each query, sorted by distance and, at equal
 * distances, by row. Read-only.
 *
 * @param all the hits of each query, in the order of the queries
 */
public record Hits(List<Ranked> all) {
  /**
   * Joins the hits of several parts; the row numbers of each part are higher than those of the
   * parts before it.
   */
  static Hits join(List<Hits> parts, int bits, int k) {
    return new Hits(
        IntStream.range(0, parts.get(0).queries())
            .mapToObj(q -> Ranked.merge(parts.stream().map(part -> part.of(q)).toList(), bits, k))
            .toList());
  }

  /** Returns the same hits with a number added to each row number. */
  Hits shifted(int first) {
    return new Hits(all.stream().map(hits -> hits.shifted(first)).toList());
  }

  /** {@return the number of queries} */
  public int queries() {
    return all.size();
  }

  /**
   * {@return the number of hits of a query}
   *
   * @param query number of the query, from 0
   */
  public int count(int query) {
    return all.get(query).size();
  }

  /**
   * {@return the row of a query's i-th hit}
   *
   * @param query number of the query, from 0
   * @param i number of the hit, from 0 for the nearest
   */
  public int row(int query, int i) {
    return all.get(query).rows()[i];
  }

  /**
   * {@return the distance of a query's i-th hit}
   *
   * @param query number of the query, from 0
   * @param i number of the hit, from 0 for the nearest
   */
  public int distance(int query, int i) {
    return all.get(query).distances()[i];
  }

  Ranked of(int query) {
    return all.get(query);
  }
}
