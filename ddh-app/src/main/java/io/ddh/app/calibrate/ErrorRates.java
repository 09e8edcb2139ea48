package io.ddh.app.calibrate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Error rates of open-set identification for each rejection distance. A query is identified as the
 * person of the nearest face if that face lies within the rejection distance; otherwise the query
 * is rejected. Three errors are possible: a stranger is accepted, a known person is accepted as
 * somebody else, or a known person is rejected. The false accept rate is the larger of the first
 * two rates, so it does not depend on the proportion of strangers to known people.
 *
 * @param bits code length K, which is the largest distance
 * @param strangers number of queries that show people whom the index does not know
 * @param known number of queries that show people whom the index knows
 * @param strangersAt number of strangers accepted at each rejection distance from 0 to K
 * @param wrongAt number of queries that show known people and are accepted as somebody else, at
 *     each rejection distance from 0 to K
 * @param acceptedAt number of queries that show known people and are accepted, rightly or wrongly,
 *     at each rejection distance from 0 to K
 */
public record ErrorRates(
    int bits, int strangers, int known, int[] strangersAt, int[] wrongAt, int[] acceptedAt) {
  /**
   * Counts the errors in the results of queries.
   *
   * @param trials results of queries for which the right person is known
   * @param bits code length K
   * @return the counts
   */
  public static ErrorRates of(List<Trial> trials, int bits) {
    int known = (int) trials.stream().filter(Trial::known).count();
    int[] strangersAt = new int[bits + 1];
    int[] wrongAt = new int[bits + 1];
    int[] acceptedAt = new int[bits + 1];
    for (Trial trial : trials) {
      (trial.known() ? acceptedAt : strangersAt)[trial.distance()]++;
      wrongAt[trial.distance()] += trial.known() && !trial.right() ? 1 : 0;
    }
    for (int d = 1; d <= bits; d++) {
      strangersAt[d] += strangersAt[d - 1];
      wrongAt[d] += wrongAt[d - 1];
      acceptedAt[d] += acceptedAt[d - 1];
    }
    return new ErrorRates(bits, trials.size() - known, known, strangersAt, wrongAt, acceptedAt);
  }

  /**
   * {@return the number of strangers accepted at a rejection distance}
   *
   * @param distance rejection distance in bits, 0 to K; −1 rejects everybody
   */
  public int strangersAccepted(int distance) {
    return distance < 0 ? 0 : strangersAt[distance];
  }

  /**
   * {@return the number of queries that show known people and are accepted as somebody else}
   *
   * @param distance rejection distance in bits, 0 to K; −1 rejects everybody
   */
  public int wrong(int distance) {
    return distance < 0 ? 0 : wrongAt[distance];
  }

  /**
   * {@return the number of queries that show known people and are rejected}
   *
   * @param distance rejection distance in bits, 0 to K; −1 rejects everybody
   */
  public int rejected(int distance) {
    return known - (distance < 0 ? 0 : acceptedAt[distance]);
  }

  /**
   * {@return the false accept rate in [0, 1]: the share of strangers that are accepted or the share
   * of known people that are taken for somebody else, whichever is larger}
   *
   * @param distance rejection distance in bits, 0 to K; −1 rejects everybody
   */
  public double falseAccepts(int distance) {
    return Math.max(rate(strangersAccepted(distance), strangers), rate(wrong(distance), known));
  }

  /**
   * {@return the false reject rate in [0, 1]: the share of known people that are rejected}
   *
   * @param distance rejection distance in bits, 0 to K; −1 rejects everybody
   */
  public double falseRejects(int distance) {
    return rate(rejected(distance), known);
  }

  private static double rate(int count, int of) {
    return of == 0 ? 0 : (double) count / of;
  }

  /**
   * {@return the largest rejection distance up to which the false accept rate is at most the given
   * one; −1 if there is none}
   *
   * @param falseAccepts highest false accept rate to allow, in [0, 1]
   */
  public int atMost(double falseAccepts) {
    return IntStream.rangeClosed(0, bits)
            .filter(d -> falseAccepts(d) > falseAccepts)
            .findFirst()
            .orElse(bits + 1)
        - 1;
  }

  /**
   * {@return the smallest rejection distance at which the false accept rate and the false reject
   * rate differ least; it may be −1, which rejects everybody}
   */
  public int equalError() {
    return IntStream.rangeClosed(-1, bits)
        .boxed()
        .min(Comparator.comparingDouble(this::gap))
        .orElseThrow();
  }

  private double gap(int distance) {
    return Math.abs(falseAccepts(distance) - falseRejects(distance));
  }
}
