package io.ddh.retrieval;

import java.util.Arrays;
import java.util.List;

/**
 * Result of a batch of queries: the hits of each query, sorted by distance, then row. Read-only.
 */
public final class Hits {
  private final List<Ranked> queries;

  Hits(Ranked[] queries) {
    this.queries = Arrays.asList(queries);
  }

  /** {@return the number of queries} */
  public int queries() {
    return queries.size();
  }

  /**
   * {@return the number of hits of a query}
   *
   * @param query number of the query, from 0
   */
  public int count(int query) {
    return queries.get(query).size();
  }

  /**
   * {@return the row of a query's i-th hit}
   *
   * @param query number of the query, from 0
   * @param i number of the hit, from 0, the nearest first
   */
  public int row(int query, int i) {
    return queries.get(query).rows()[i];
  }

  /**
   * {@return the distance of a query's i-th hit}
   *
   * @param query number of the query, from 0
   * @param i number of the hit, from 0, the nearest first
   */
  public int distance(int query, int i) {
    return queries.get(query).distances()[i];
  }

  Ranked of(int query) {
    return queries.get(query);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hits hits && queries.equals(hits.queries);
  }

  @Override
  public int hashCode() {
    return queries.hashCode();
  }

  @Override
  public String toString() {
    return queries.stream().mapToLong(Ranked::size).sum() + " hits of " + queries() + " queries";
  }
}
