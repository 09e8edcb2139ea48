package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Bench;
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
  static void measure(Bench bench) throws IOException {
    Path codes = bench.options().work().resolve("codes");
    try (Side ours = bench.java(List.of("evaluation", codes.toString()))) {
      Reply sample = ours.request("evaluate " + SAMPLE); // the worker has written the codes' files
      bench.fact("sample", SAMPLE);
      bench.fact("sample.map", sample.number("map"));
      try (Side numpy =
          bench.python("numpy", "argsort_map.py", codes.toString(), "" + SAMPLE).orElse(null)) {
        bench.rounds(
            "evaluation",
            () -> {
              Reply own = bench.seconds("ddh", ours, "evaluate");
              bench.fact("queries", (int) own.number("queries"));
              bench.fact("gallery", (int) own.number("gallery"));
              bench.fact("map", own.number("map"));
              if (numpy != null) {
                Reply reply = numpy.request("map");
                compare(sample, reply);
                bench.fact("numpy", reply.text("numpy"));
                bench.fact("numpy.map", reply.number("map"));
                bench.fact("numpy.expected", reply.number("expected"));
                double share = own.number("queries") / reply.number("queries");
                bench.number("numpy", reply.number("seconds") * share);
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
