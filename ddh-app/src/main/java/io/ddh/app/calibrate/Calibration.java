package io.ddh.app.calibrate;

import io.ddh.core.BadInputException;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Charts;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A proposal for the rejection distance of an index.
 *
 * @param rates of error by distance
 * @param people number of people in the queries
 * @param target highest false accept rate wanted
 * @param atTarget largest distance with at most that rate; −1: none
 * @param atTargetBetween 95 % interval of that distance for other people like these
 * @param equal distance at which false accept rate and false reject rate are nearest to each other
 * @param equalBetween 95 % interval of that distance for other people like these
 * @param passedOver number of faces that cannot be queries
 * @param held true: the query faces are not in the index
 */
public record Calibration(
    ErrorRates rates,
    int people,
    double target,
    int atTarget,
    Interval atTargetBetween,
    int equal,
    Interval equalBetween,
    int passedOver,
    boolean held) {
  private static final long SEED = 1;
  private static final int MOST_ROWS = 32;

  /**
   * Computes a proposal from trials.
   *
   * @param trials queries of known people and of strangers
   * @param bits code length K
   * @param target largest false accept rate to allow, in [0, 1]
   * @param name of the query faces, for messages
   * @param held true: the query faces are not in the index
   * @return the proposal
   * @throws BadInputException if there are no strangers or no known people
   */
  public static Calibration of(Trials trials, int bits, double target, String name, boolean held) {
    ErrorRates rates = ErrorRates.of(trials.list(), bits);
    if (rates.known() == 0 || rates.strangers() == 0) {
      throw BadInputException.of(
          "%s: %d faces of people whom the index knows, %d of others%s; valid: some of both, with labels",
          name,
          rates.known(),
          rates.strangers(),
          trials.passedOver() == 0
              ? ""
              : ", " + trials.passedOver() + " without a label or in the index themselves");
    }
    List<Trial> list = trials.list();
    return new Calibration(
        rates,
        (int) list.stream().map(Trial::person).distinct().count(),
        target,
        rates.atMost(target),
        Interval.byPeople(list, some -> ErrorRates.of(some, bits).atMost(target), SEED),
        rates.equalError(),
        Interval.byPeople(list, some -> ErrorRates.of(some, bits).equalError(), SEED),
        trials.passedOver(),
        held);
  }

  /** {@return the proposal as lines for a terminal} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "%d queries of people whom the index knows, %d of strangers; %d people in all",
            rates.known(), rates.strangers(), people));
    if (passedOver > 0) {
      lines.add(
          held
              ? line("%d faces left out: no label, or that image is in the index", passedOver)
              : line("%d faces left out: no label", passedOver));
    }
    if (!held) {
      lines.add(
          "The queries are the index's own faces: once leaving out the face itself, and once,");
      lines.add(
          "as strangers, leaving out all faces of the person. A model distinguishes the people");
      lines.add("that it was trained on better than others: expect more errors of both kinds with");
      lines.add("new people. A validation set of people whom the model never saw is more honest.");
    }
    lines.add("");
    lines.add("             strangers  taken for     known   false    false");
    lines.add("  distance    accepted    another  rejected  accept   reject");
    for (int distance : shown()) {
      lines.add(
          line(
              "  %8d  %10d  %9d  %8d  %5.1f%%  %6.1f%%%s",
              distance,
              rates.strangersAccepted(distance),
              rates.wrong(distance),
              rates.rejected(distance),
              100 * rates.falseAccepts(distance),
              100 * rates.falseRejects(distance),
              mark(distance)));
    }
    lines.add("");
    lines.add(
        line(
            "At most %s%% false accepts: %s (95 %% interval over people: %s to %s)",
            percent(target),
            reject(atTarget),
            distance(atTargetBetween.low()),
            distance(atTargetBetween.high())));
    lines.add(
        line(
            "Equal error: %s, %.1f %% and %.1f %% (95 %% interval over people: %s to %s)",
            reject(equal),
            100 * rates.falseAccepts(equal),
            100 * rates.falseRejects(equal),
            distance(equalBetween.low()),
            distance(equalBetween.high())));
    Interval strangers = Interval.ofShare(rates.strangersAccepted(atTarget), rates.strangers());
    Interval wrong = Interval.ofShare(rates.wrong(atTarget), rates.known());
    Interval rejected = Interval.ofShare(rates.rejected(atTarget), rates.known());
    lines.add(
        line(
            "With the former: strangers accepted %s, taken for another %s, known rejected %s.",
            between(strangers), between(wrong), between(rejected)));
    if (Math.max(strangers.high(), wrong.high()) > target) {
      lines.add(
          line(
              "So few queries can't show that it is at most %s%%: the upper ends are above.",
              percent(target)));
    }
    if (2 * rates.rejected(atTarget) > rates.known()) {
      lines.add("Most known people are rejected then, too. More training images make a better");
      lines.add(
          "model; a higher --false-accept, or --keep equal, accepts more people and errs more.");
    }
    return lines;
  }

  /** Distances to print: from the first accepted query to the last one. */
  private List<Integer> shown() {
    Predicate<Integer> idle =
        d ->
            rates.strangersAccepted(d) == rates.strangersAccepted(d - 1)
                && rates.rejected(d) == rates.rejected(d - 1);
    int from = 0;
    while (from < rates.bits() && idle.test(from)) {
      from++;
    }
    int to = rates.bits();
    while (to > from && idle.test(to)) {
      to--;
    }
    int step = 1 + (to - from) / MOST_ROWS;
    List<Integer> shown = new ArrayList<>();
    for (int d = from; d <= to; d++) {
      if ((d - from) % step == 0 || d == atTarget || d == equal || d == to) {
        shown.add(d);
      }
    }
    return shown;
  }

  private String mark(int distance) {
    String text = distance == atTarget ? "  <- at most " + percent(target) + "%" : "";
    return text + (distance == equal ? "  <- equal error" : "");
  }

  private static String reject(int distance) {
    return distance < 0 ? "reject everybody" : "reject above " + distance;
  }

  private static String distance(double end) {
    return end < 0 ? "none" : Integer.toString((int) end);
  }

  private static String between(Interval share) {
    return line("%.1f–%.1f %%", 100 * share.low(), 100 * share.high());
  }

  private static String percent(double rate) {
    return String.format(Locale.ROOT, "%.4f", 100 * rate).replaceAll("\\.?0+$", "");
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /**
   * {@return how a distance was found, in one line that is stored with it}
   *
   * @param distance Hamming distance, 0 to K
   */
  public String origin(int distance) {
    return line(
        "%.1f %% false accepts, %.1f %% false rejects in %d queries of %d people, %s",
        100 * rates.falseAccepts(distance),
        100 * rates.falseRejects(distance),
        rates.known() + rates.strangers(),
        people,
        held ? "none of them in the index" : "the index's own");
  }

  /**
   * Draws both rates by distance.
   *
   * @param png file to write
   * @param name of the query faces, for the title
   * @param chosen distance that is stored; −1: none
   * @throws IOException if the file can't be written
   */
  public void draw(Path png, String name, int chosen) throws IOException {
    int n = rates.bits() + 1;
    double[] x = new double[n];
    double[] accepts = new double[n];
    double[] rejects = new double[n];
    for (int d = 0; d < n; d++) {
      x[d] = d;
      accepts[d] = rates.falseAccepts(d);
      rejects[d] = rates.falseRejects(d);
    }
    List<Series> series = new ArrayList<>();
    series.add(new Series("false accepts", x, accepts));
    series.add(new Series("false rejects", x, rejects));
    if (chosen >= 0) {
      series.add(
          new Series("chosen: " + chosen, new double[] {chosen, chosen}, new double[] {0, 1}));
    }
    String caption =
        line(
            "%s: %d queries of known people, %d of strangers, %s",
            name,
            rates.known(),
            rates.strangers(),
            held ? "not in the index" : "the index's own faces left out in turn");
    Charts.write(
        png,
        new LineChart(
            "Strangers accepted, known people rejected",
            caption,
            Axis.auto("Rejection distance (bits)"),
            Axis.unit("Rate"),
            series,
            List.of()));
  }
}
