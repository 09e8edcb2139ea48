package io.ddh.retrieval;

import java.util.Arrays;
import java.util.List;

/** Result of a batch of queries: for each query its hits, by (distance, row). Read-only. */
public final class Hits {
  private final List<Ranked> queries;

  Hits(Ranked[] queries) {
    this.queries = Arrays.asList(queries);
  }

  /** Number of queries. */
  public int queries() {
    return queries.size();
  }

  /** Number of hits of a query. */
  public int count(int query) {
    return queries.get(query).size();
  }

  /** Row of a query's i-th hit. */
  public int row(int query, int i) {
    return queries.get(query).rows()[i];
  }

  /** Distance of a query's i-th hit. */
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
