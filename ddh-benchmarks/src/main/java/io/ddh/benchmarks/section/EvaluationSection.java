package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.experiments.bench.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All metrics of the paper's size, beside MAP by sorting in NumPy. */
final class EvaluationSection implements WholeSection {
  private static final int SAMPLE = 500;
  private static final double EQUAL = 1e-9;

  @Override
  public String name() {
    return "evaluation";
  }

  @Override
  public String title() {
    return "Evaluation";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    Path codes = session.work().resolve("codes");
    try (Child ours = session.java("evaluation", codes.toString())) {
      WorkerReply sample = ours.ask("evaluate " + SAMPLE); // the codes' files are there now
      recorder.fact("sample.map", sample.number("map"));
      Optional<Child> other =
          session.python("numpy", "argsort_map.py", codes.toString(), Integer.toString(SAMPLE));
      try (Child numpy = other.orElse(null)) {
        session.rounds(
            name(),
            session.rounds(),
            timed -> {
              WorkerReply own = ours.ask("evaluate");
              recorder.fact("queries", (int) own.number("queries"));
              recorder.fact("gallery", (int) own.number("gallery"));
              recorder.fact("map", own.number("map"));
              if (timed) {
                recorder.round("ddh", own.number("seconds"));
              }
              if (numpy != null) {
                WorkerReply reply = numpy.ask("map");
                compare(sample, reply);
                recorder.fact("numpy", reply.text("numpy"));
                recorder.fact("numpy.map", reply.number("map"));
                recorder.fact("numpy.expected", reply.number("expected"));
                if (timed) {
                  double share = own.number("queries") / reply.number("queries");
                  recorder.round("numpy", reply.number("seconds") * share);
                }
              }
            });
      }
    }
    recorder.fact("sample", SAMPLE);
  }

  /** Both sides must give one truth: the expectation over ties, and any order within the bounds. */
  static void compare(WorkerReply ours, WorkerReply numpy) {
    double expected = numpy.number("expected");
    if (!(Math.abs(ours.number("map") - expected) < EQUAL)) {
      throw new IllegalStateException(
          "evaluation: MAP " + ours.number("map") + ", by NumPy " + expected);
    }
    double sorted = numpy.number("map");
    if (!(sorted > ours.number("low") - EQUAL && sorted < ours.number("high") + EQUAL)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "evaluation: MAP by sorting %s is not within %s and %s",
              sorted,
              ours.number("low"),
              ours.number("high")));
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        result.fact("queries")
            + " queries against "
            + result.fact("gallery")
            + " made-up codes of 48 bits, seconds. Ours: tie-aware MAP with its bounds, precision"
            + " and recall at every radius, precision within radius 2 and at 100, 500 and 1,000."
            + " NumPy: MAP alone, an argsort a query, as public hashing code has it; timed on "
            + result.fact("sample")
            + " queries and scaled up.");
    List<List<String>> rows = new ArrayList<>();
    Spread ours = result.spread("ddh").orElseThrow();
    rows.add(List.of("DDH, all metrics", PageNumbers.of(ours.median()), PageNumbers.range(ours)));
    Optional<Spread> numpy = result.spread("numpy");
    numpy.ifPresent(
        other -> {
          rows.add(
              List.of(
                  "NumPy, MAP, scaled", PageNumbers.of(other.median()), PageNumbers.range(other)));
          rows.add(List.of("NumPy to DDH", PageNumbers.times(other.median() / ours.median()), ""));
        });
    page.table(List.of("", "seconds", "range"), rows);
    page.text(
        numpy.isPresent()
            ? "On those queries our MAP is "
                + result.fact("sample.map")
                + ", and summed item by item over all orders of ties in NumPy ("
                + result.fact("numpy")
                + ") "
                + result.fact("numpy.expected")
                + "; sorting gives "
                + result.fact("numpy.map")
                + ", one of those orders. The run stops unless they agree."
            : "No Python with NumPy was found, so there is nothing to compare with.");
  }
}
