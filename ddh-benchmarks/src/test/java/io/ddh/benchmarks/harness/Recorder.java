package io.ddh.benchmarks.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A measurement whose numbers a test makes up. */
public final class Recorder {
  private static final Origin NOWHERE = new Origin("", "", 2, "", "", "", "");
  private final Harness harness =
      new Harness(options(Set.of(), Set.of(), Set.of()), new ResultStore(Path.of("")), NOWHERE, 0);

  /** Options with rows and sizes. */
  public static Harness.Options options(Set<String> rows, Set<String> sizes, Set<String> skip) {
    return new Harness.Options(Path.of(""), 1, "", List.of(), rows, sizes, skip, false, line -> {});
  }

  public Harness harness() {
    return harness;
  }

  public void fact(String name, Object value) {
    harness.fact(name, value);
  }

  public void round(String name, double value) {
    harness.number(name, value);
  }

  public Result result(String section, Origin origin) {
    Result made = harness.collected(section);
    return new Result(section, origin, made.facts(), made.rounds());
  }
}
