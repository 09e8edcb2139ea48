package io.ddh.app.calibrate;

import java.util.List;

/**
 * Error rates of open-set identification by rejection distance. The result of a query is the
 * nearest face, accepted up to the rejection distance. There are three errors: a stranger is
 * accepted, a known person is accepted as somebody else, a known person is rejected. The false
 * accept rate is the larger of the first two rates, so it does not depend on the proportion of
 * strangers to known people.
 */
public final class ErrorRates {
  private final int bits;
  private final int strangers;
  private final int known;
  private final int[] strangersAt;
  private final int[] wrongAt;
  private final int[] acceptedAt;

  private ErrorRates(int bits, int strangers, int known) {
    this.bits = bits;
    this.strangers = strangers;
    this.known = known;
    strangersAt = new int[bits + 1];
    wrongAt = new int[bits + 1];
    acceptedAt = new int[bits + 1];
  }

  /**
   * Counts the errors of trials with codes of that length.
   *
   * @param trials queries with their nearest faces
   * @param bits code length K
   * @return the counts
   */
  public static ErrorRates of(List<Trial> trials, int bits) {
    int known = (int) trials.stream().filter(Trial::known).count();
    ErrorRates rates = new ErrorRates(bits, trials.size() - known, known);
    for (Trial trial : trials) {
      if (!trial.known()) {
        rates.strangersAt[trial.distance()]++;
      } else {
        rates.acceptedAt[trial.distance()]++;
        rates.wrongAt[trial.distance()] += trial.right() ? 0 : 1;
      }
    }
    for (int d = 1; d <= bits; d++) {
      rates.strangersAt[d] += rates.strangersAt[d - 1];
      rates.wrongAt[d] += rates.wrongAt[d - 1];
      rates.acceptedAt[d] += rates.acceptedAt[d - 1];
    }
    return rates;
  }

  /** {@return the code length: the largest distance} */
  public int bits() {
    return bits;
  }

  /** {@return the number of queries of people whom the index does not know} */
  public int strangers() {
    return strangers;
  }

  /** {@return the number of queries of people whom the index knows} */
  public int known() {
    return known;
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
    int distance = -1;
    while (distance < bits && falseAccepts(distance + 1) <= falseAccepts) {
      distance++;
    }
    return distance;
  }

  /** {@return the smallest distance at which both rates differ least} */
  public int equalError() {
    int best = -1;
    for (int d = 0; d <= bits; d++) {
      if (gap(d) < gap(best)) {
        best = d;
      }
    }
    return best;
  }

  private double gap(int distance) {
    return Math.abs(falseAccepts(distance) - falseRejects(distance));
  }
}
