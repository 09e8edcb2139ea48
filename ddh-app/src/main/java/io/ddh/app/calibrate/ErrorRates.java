package io.ddh.app.calibrate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Error rates of open-set identification by rejection distance. The result of a query is the
 * nearest face, accepted up to the rejection distance. There are three errors: a stranger is
 * accepted, a known person is accepted as somebody else, a known person is rejected. The false
 * accept rate is the larger of the first two rates, so it does not depend on the proportion of
 * strangers to known people.
 *
 * @param bits the code length: the largest distance
 * @param strangers number of queries of people whom the index does not know
 * @param known number of queries of people whom the index knows
 * @param strangersAt strangers accepted, by rejection distance
 * @param wrongAt known people accepted as somebody else, by rejection distance
 * @param acceptedAt known people accepted, by rejection distance
 */
public record ErrorRates(
    int bits, int strangers, int known, int[] strangersAt, int[] wrongAt, int[] acceptedAt) {
  /**
   * Counts the errors of trials with codes of that length.
   *
   * @param trials queries with their nearest faces
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
   * {@return the number of strangers accepted with a rejection distance; −1 rejects everybody}
   *
   * @param distance rejection distance, −1 to K
   */
  public int strangersAccepted(int distance) {
    return distance < 0 ? 0 : strangersAt[distance];
  }

  /**
   * {@return the number of known people accepted as somebody else}
   *
   * @param distance rejection distance, −1 to K
   */
  public int wrong(int distance) {
    return distance < 0 ? 0 : wrongAt[distance];
  }

  /**
   * {@return the number of known people rejected}
   *
   * @param distance rejection distance, −1 to K
   */
  public int rejected(int distance) {
    return known - (distance < 0 ? 0 : acceptedAt[distance]);
  }

  /**
   * {@return the share of strangers that are accepted, or of known people that are taken for
   * somebody else, whichever is larger}
   *
   * @param distance rejection distance, −1 to K
   */
  public double falseAccepts(int distance) {
    return Math.max(rate(strangersAccepted(distance), strangers), rate(wrong(distance), known));
  }

  /**
   * {@return the share of the known people that are rejected}
   *
   * @param distance rejection distance, −1 to K
   */
  public double falseRejects(int distance) {
    return rate(rejected(distance), known);
  }

  private static double rate(int count, int of) {
    return of == 0 ? 0 : (double) count / of;
  }

  /**
   * {@return the largest distance whose false accept rate is at most the given one; −1: none}
   *
   * @param falseAccepts rate in [0, 1]
   */
  public int atMost(double falseAccepts) {
    return IntStream.rangeClosed(0, bits)
            .filter(d -> falseAccepts(d) > falseAccepts)
            .findFirst()
            .orElse(bits + 1)
        - 1;
  }

  /** {@return the smallest distance at which both rates differ least} */
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
