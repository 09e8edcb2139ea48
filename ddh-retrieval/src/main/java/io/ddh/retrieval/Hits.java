package io.ddh.retrieval;

import io.ddh.core.Check;
import java.util.Arrays;
import java.util.Objects;

/** What a batch of queries found: per query rows and distances, by (distance, row). Read-only. */
public final class Hits {
  private final int[] starts;
  private final int[] rows;
  private final int[] distances;

  Hits(int[] starts, int[] rows, int[] distances) {
    this.starts = starts;
    this.rows = rows;
    this.distances = distances;
  }

  /** Joins the hits of single queries. */
  static Hits of(Ranked[] queries) {
    long total = 0;
    for (Ranked query : queries) {
      total += query.size();
    }
    Check.that(
        total <= Integer.MAX_VALUE - 8,
        "all hits of a batch must be fewer than 2^31, found %d; ask fewer queries at once",
        total);
    int[] starts = new int[queries.length + 1];
    int[] rows = new int[(int) total];
    int[] distances = new int[(int) total];
    for (int q = 0; q < queries.length; q++) {
      int n = queries[q].size();
      System.arraycopy(queries[q].rows(), 0, rows, starts[q], n);
      System.arraycopy(queries[q].distances(), 0, distances, starts[q], n);
      starts[q + 1] = starts[q] + n;
    }
    return new Hits(starts, rows, distances);
  }

  /** Number of queries. */
  public int queries() {
    return starts.length - 1;
  }

  /** Number of hits of a query. */
  public int count(int query) {
    Objects.checkIndex(query, queries());
    return starts[query + 1] - starts[query];
  }

  /** Row of a query's i-th hit. */
  public int row(int query, int i) {
    return rows[starts[query] + Objects.checkIndex(i, count(query))];
  }

  /** Distance of a query's i-th hit. */
  public int distance(int query, int i) {
    return distances[starts[query] + Objects.checkIndex(i, count(query))];
  }

  Ranked ranked(int query) {
    int to = starts[query + 1];
    return new Ranked(
        Arrays.copyOfRange(rows, starts[query], to),
        Arrays.copyOfRange(distances, starts[query], to));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hits hits
        && Arrays.equals(starts, hits.starts)
        && Arrays.equals(rows, hits.rows)
        && Arrays.equals(distances, hits.distances);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(rows) + Arrays.hashCode(distances);
  }

  @Override
  public String toString() {
    return rows.length + " hits of " + queries() + " queries";
  }
}
