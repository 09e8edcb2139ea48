package io.ddh.experiments.work;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Search results of some queries: for each query, the nearest gallery images by Hamming distance.
 *
 * @param queries queries with their hits, in ascending order of identity numbers
 */
public record Retrievals(List<Query> queries) {
  /** Largest number of queries; each shows a different person. */
  public static final int PEOPLE = 8;

  /** Largest number of hits per query. */
  public static final int NEAREST = 10;

  private static final int PAPER = 48;

  /**
   * A query image with its hits.
   *
   * @param row row of the query image in the data set
   * @param person identity number of the person shown in the image
   * @param hits gallery images found, nearest first
   */
  public record Query(int row, int person, List<Hit> hits) {}

  /**
   * A gallery image that was found for a query.
   *
   * @param row row of the gallery image in the data set
   * @param person identity number of the person shown in the image
   * @param distance Hamming distance to the query, 0..K
   */
  public record Hit(int row, int person, int distance) {}

  /**
   * {@return the code length at which curves, maps and retrievals are shown} The length is 48, as
   * in the paper, if 48 is among the given code lengths; otherwise, the length is the largest of
   * the given code lengths.
   *
   * @param bits code lengths, at least one
   */
  public static int shownBits(Collection<Integer> bits) {
    return bits.contains(PAPER) ? PAPER : Collections.max(bits);
  }

  /** {@return the number of hits that show the same person as their query} */
  public int right() {
    return (int)
        queries.stream()
            .flatMap(query -> query.hits().stream().filter(h -> h.person() == query.person()))
            .count();
  }

  /** {@return the number of all hits} */
  public int shown() {
    return queries.stream().mapToInt(query -> query.hits().size()).sum();
  }

  /**
   * Searches the gallery of a split for a sample of its queries. The sample is the same for every
   * method. Images at the same distance are in a random order that depends only on the seed and the
   * split.
   *
   * @param codes codes of the whole data set
   * @param labels identity number of each code
   * @param split rows of queries and gallery
   * @param seed random seed of the sample and of the order of ties
   * @return at most {@link #PEOPLE} queries with at most {@link #NEAREST} hits each
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
    queries.sort(Comparator.comparingInt(Query::person));
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
        .sorted(Comparator.comparingInt(Hit::distance)) // stable: ties stay shuffled
        .limit(NEAREST)
        .toList();
  }
}
