package io.ddh.app.calibrate;

import java.util.List;

/**
 * Rates of error by rejection distance, of open-set identification: an answer is the nearest face,
 * and it counts up to the rejection distance only. Three things go wrong: a stranger is accepted; a
 * known person is accepted as somebody else; a known person is rejected. The false accept rate is
 * the larger of the first two rates, so it doesn't depend on how many strangers were tried for a
 * known person.
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

  /** Counts trials of codes of that length. */
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

  /** Code length: the largest distance. */
  public int bits() {
    return bits;
  }

  /** Questions by people whom the index doesn't know. */
  public int strangers() {
    return strangers;
  }

  /** Questions by people whom the index knows. */
  public int known() {
    return known;
  }

  /** Strangers accepted if all up to a distance are; −1: nobody is. */
  public int strangersAccepted(int distance) {
    return distance < 0 ? 0 : strangersAt[distance];
  }

  /** Known people accepted as somebody else. */
  public int wrong(int distance) {
    return distance < 0 ? 0 : wrongAt[distance];
  }

  /** Known people rejected. */
  public int rejected(int distance) {
    return known - (distance < 0 ? 0 : acceptedAt[distance]);
  }

  /** The larger of the rates of strangers accepted and of known people taken for others. */
  public double falseAccepts(int distance) {
    return Math.max(rate(strangersAccepted(distance), strangers), rate(wrong(distance), known));
  }

  /** Known people rejected, of all known. */
  public double falseRejects(int distance) {
    return rate(rejected(distance), known);
  }

  private static double rate(int count, int of) {
    return of == 0 ? 0 : (double) count / of;
  }

  /** The largest distance whose false accept rate is at most the one given; −1: not even 0. */
  public int atMost(double falseAccepts) {
    int distance = -1;
    while (distance < bits && falseAccepts(distance + 1) <= falseAccepts) {
      distance++;
    }
    return distance;
  }

  /** Where both rates differ least; of several the smallest distance. */
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
