package io.ddh.experiments.work;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The nearest gallery images of some queries by Hamming distance.
 *
 * @param queries in the order of their people
 */
public record Retrievals(List<Query> queries) {
  /** Number of queries that are shown, each of another person. */
  public static final int PEOPLE = 8;

  /** Gallery images that are shown per query. */
  public static final int NEAREST = 10;

  public Retrievals {
    queries = List.copyOf(queries);
  }

  /**
   * A query.
   *
   * @param row of the data set
   * @param person its identity number
   * @param hits nearest first
   */
  public record Query(int row, int person, List<Hit> hits) {
    public Query {
      hits = List.copyOf(hits);
    }
  }

  /**
   * A gallery image.
   *
   * @param row of the data set
   * @param person its identity number
   * @param distance Hamming distance to the query, 0..K
   */
  public record Hit(int row, int person, int distance) {}

  /** Hits that show the query's person. */
  public int right() {
    int right = 0;
    for (Query query : queries) {
      for (Hit hit : query.hits()) {
        right += hit.person() == query.person() ? 1 : 0;
      }
    }
    return right;
  }

  /** Hits in all. */
  public int shown() {
    return queries.stream().mapToInt(query -> query.hits().size()).sum();
  }

  /**
   * Searches the gallery of a split for a sample of its queries: the same sample for every method.
   * Images at the same distance come in a random order, which depends on the split only.
   *
   * @param codes of the whole data set
   * @param labels identity of each
   * @param seed of sample and order
   */
  public static Retrievals of(BinaryCodes codes, int[] labels, Split split, long seed) {
    Check.that(codes.size() == labels.length, "%d codes, %d labels", codes.size(), labels.length);
    SplittableRandom random = new SplittableRandom(seed);
    int[] candidates = shuffled(split.query(), random);
    int[] gallery = shuffled(split.gallery(), random);
    List<Query> queries = new ArrayList<>();
    for (int row : candidates) {
      boolean seen = queries.stream().anyMatch(query -> query.person() == labels[row]);
      if (!seen && queries.size() < PEOPLE) {
        queries.add(new Query(row, labels[row], nearest(codes, labels, row, gallery)));
      }
    }
    queries.sort((a, b) -> Integer.compare(a.person(), b.person()));
    return new Retrievals(queries);
  }

  private static int[] shuffled(int[] rows, SplittableRandom random) {
    int[] out = rows.clone();
    for (int i = out.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = out[i];
      out[i] = out[j];
      out[j] = row;
    }
    return out;
  }

  private static List<Hit> nearest(BinaryCodes codes, int[] labels, int query, int[] gallery) {
    return Arrays.stream(gallery)
        .mapToObj(row -> new Hit(row, labels[row], codes.distance(query, codes, row)))
        .sorted((a, b) -> Integer.compare(a.distance(), b.distance())) // stable: ties stay shuffled
        .limit(NEAREST)
        .toList();
  }
}
