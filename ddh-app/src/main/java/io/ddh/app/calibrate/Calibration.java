package io.ddh.app.calibrate;

import io.ddh.core.BadInputException;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Charts;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Proposed values of an index's rejection distance, with their error rates.
 *
 * @param rates error rates for each rejection distance
 * @param people number of different people shown in the query images
 * @param target highest false accept rate to allow, in [0, 1]
 * @param atTarget largest rejection distance whose false accept rate is at most the target; −1 if
 *     there is none
 * @param atTargetBetween 95 % confidence interval of {@code atTarget}, from a bootstrap over people
 * @param equal rejection distance at which the false accept rate and the false reject rate are
 *     closest
 * @param equalBetween 95 % confidence interval of {@code equal}, from a bootstrap over people
 * @param passedOver number of faces that were left out because they cannot be queries
 * @param held true if the query faces are not in the index; false if the index's own faces were the
 *     queries
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
   * Computes proposals from trials.
   *
   * @param trials results of queries with images of known people and of strangers
   * @param bits code length K
   * @param target highest false accept rate to allow, in [0, 1]
   * @param name name of the query faces, for messages
   * @param held true if the query faces are not in the index; false if the index's own faces were
   *     the queries
   * @return the proposals
   * @throws BadInputException if there are no strangers or no known people
   */
  public static Calibration of(Trials trials, int bits, double target, String name, boolean held) {
    ErrorRates rates = ErrorRates.of(trials.list(), bits);
    if (rates.known() == 0 || rates.strangers() == 0) {
      throw BadInputException.of(
          "%s: has %d faces of people in the index and %d faces of strangers%s; valid: labelled "
              + "faces of"
              + " both kinds",
          name,
          rates.known(),
          rates.strangers(),
          trials.passedOver() == 0
              ? ""
              : "; left out: "
                  + trials.passedOver()
                  + " faces that have no label or are themselves in the index");
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

  /** {@return the proposals and error rates as lines for a terminal} */
  public List<String> lines() {
    Formatter text = new Formatter(Locale.ROOT);
    text.format(
        "%d queries show people in the index, %d show strangers; %d people in all\n",
        rates.known(), rates.strangers(), people);
    if (passedOver > 0) {
      String image = held ? " or are themselves in the index" : "";
      text.format("%d faces left out, because they have no label%s\n", passedOver, image);
    }
    if (!held) {
      text.format(
          """
          The queries are the index's own faces, each used twice: as a known person, leaving out
          the face itself; as a stranger, leaving out all faces of the person. A model separates
          people that it was trained on better than others: expect more errors of both kinds with
          new people. A validation set of people whom the model never saw is more honest.
          """);
    }
    text.format(
        """

                     strangers  taken for     known   false    false
          distance    accepted    another  rejected  accept   reject
        """);
    for (int distance : shown()) {
      text.format(
          "  %8d  %10d  %9d  %8d  %5.1f%%  %6.1f%%%s%s\n",
          distance,
          rates.strangersAccepted(distance),
          rates.wrong(distance),
          rates.rejected(distance),
          100 * rates.falseAccepts(distance),
          100 * rates.falseRejects(distance),
          distance == atTarget ? "  <- at most " + percent(target) + "%" : "",
          distance == equal ? "  <- equal error" : "");
    }
    text.format(
        "\nAt most %s%% false accepts: %s (95 %% confidence interval: %s)\n",
        percent(target), reject(atTarget), distances(atTargetBetween));
    text.format(
        "Equal error: %s, %.1f %% false accepts and %.1f %% false rejects"
            + " (95 %% confidence interval: %s)\n",
        reject(equal),
        100 * rates.falseAccepts(equal),
        100 * rates.falseRejects(equal),
        distances(equalBetween));
    Interval strangers = Interval.ofShare(rates.strangersAccepted(atTarget), rates.strangers());
    Interval wrong = Interval.ofShare(rates.wrong(atTarget), rates.known());
    Interval rejected = Interval.ofShare(rates.rejected(atTarget), rates.known());
    text.format(
        "95 %% confidence intervals at the first of these distances: strangers accepted %s, known "
            + "people taken for"
            + " another person %s, known people rejected %s.\n",
        between(strangers), between(wrong), between(rejected));
    if (Math.max(strangers.high(), wrong.high()) > target) {
      text.format(
          "There are too few queries to confirm a rate of at most %s%%: the intervals extend above"
              + " it.\n",
          percent(target));
    }
    if (2 * rates.rejected(atTarget) > rates.known()) {
      text.format(
          """
          Most known people are rejected at that distance, too. More training images make a better
          model; a higher --false-accept, or --keep equal, accepts more people and errs more.
          """);
    }
    return text.toString().lines().toList();
  }

  /**
   * The distances to print, from the smallest that accepts at least one query to the smallest that
   * accepts all queries.
   */
  private int[] shown() {
    IntPredicate busy =
        d ->
            rates.strangersAccepted(d) != rates.strangersAccepted(d - 1)
                || rates.rejected(d) != rates.rejected(d - 1);
    int from = IntStream.range(0, rates.bits()).filter(busy).findFirst().orElse(rates.bits());
    int to = IntStream.rangeClosed(from, rates.bits()).filter(busy).max().orElse(from);
    int step = 1 + (to - from) / MOST_ROWS;
    return IntStream.rangeClosed(from, to)
        .filter(d -> (d - from) % step == 0 || d == atTarget || d == equal || d == to)
        .toArray();
  }

  private static String reject(int distance) {
    return distance < 0 ? "reject everybody" : "reject above " + distance;
  }

  private static String distances(Interval ends) {
    return distance(ends.low()) + " to " + distance(ends.high());
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
   * {@return one line that says how a rejection distance was found; the index stores the line with
   * the distance}
   *
   * @param distance rejection distance in bits, 0 to K
   */
  public String origin(int distance) {
    return line(
        "%.1f %% false accepts, %.1f %% false rejects in %d queries of %d people, %s",
        100 * rates.falseAccepts(distance),
        100 * rates.falseRejects(distance),
        rates.known() + rates.strangers(),
        people,
        held ? "with faces that are not in the index" : "with the index's own faces");
  }

  /**
   * Draws a chart of the false accept rate and the false reject rate against the rejection
   * distance.
   *
   * @param png PNG file to write
   * @param name name of the query faces, for the caption
   * @param chosen rejection distance to mark in the chart; −1 if none was chosen
   * @throws IOException if the file can't be written
   */
  public void draw(Path png, String name, int chosen) throws IOException {
    int[] all = IntStream.rangeClosed(0, rates.bits()).toArray();
    double[] x = Arrays.stream(all).asDoubleStream().toArray();
    double[] accepts = Arrays.stream(all).mapToDouble(rates::falseAccepts).toArray();
    double[] rejects = Arrays.stream(all).mapToDouble(rates::falseRejects).toArray();
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
            held
                ? "none of them in the index"
                : "which are the index's own faces, left out in turn");
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
