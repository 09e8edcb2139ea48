package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Evaluation at the paper's size, against mean average precision by sorting in NumPy. */
final class EvaluationSection {
  private static final int SAMPLE = 500;
  private static final double EQUAL = 1e-9;

  private EvaluationSection() {}

  /** Measures. */
  static void measure(Harness harness) throws IOException {
    Path codes = harness.options().work().resolve("codes");
    try (Side ours = harness.java(List.of("evaluation", codes.toString()))) {
      Reply sample = ours.request("evaluate " + SAMPLE); // the worker has written the codes' files
      harness.fact("sample", SAMPLE);
      harness.fact("sample.map", sample.number("map"));
      try (Side numpy =
          harness.python("numpy", "argsort_map.py", codes.toString(), "" + SAMPLE).orElse(null)) {
        harness.rounds(
            "evaluation",
            () -> {
              Reply own = harness.seconds("ddh", ours, "evaluate");
              harness.fact("queries", (int) own.number("queries"));
              harness.fact("gallery", (int) own.number("gallery"));
              harness.fact("map", own.number("map"));
              if (numpy != null) {
                Reply reply = numpy.request("map");
                compare(sample, reply);
                harness.fact("numpy", reply.text("numpy"));
                harness.fact("numpy.map", reply.number("map"));
                harness.fact("numpy.expected", reply.number("expected"));
                double share = own.number("queries") / reply.number("queries");
                harness.number("numpy", reply.number("seconds") * share);
              }
            });
      }
    }
  }

  /** Checks that both expectations over ties agree and NumPy's order lies within the bounds. */
  static void compare(Reply ours, Reply numpy) {
    double expected = numpy.number("expected");
    if (!(Math.abs(ours.number("map") - expected) < EQUAL)) {
      throw new IllegalStateException(
          "evaluation: MAP " + ours.number("map") + ", by NumPy " + expected);
    }
    double sorted = numpy.number("map");
    double low = ours.number("low");
    double high = ours.number("high");
    if (!(sorted > low - EQUAL && sorted < high + EQUAL)) {
      String message = "evaluation: MAP by sorting %s is not within %s and %s";
      throw new IllegalStateException(String.format(Locale.ROOT, message, sorted, low, high));
    }
  }
}
