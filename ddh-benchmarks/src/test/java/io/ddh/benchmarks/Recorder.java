package io.ddh.benchmarks;

import java.nio.file.Path;
import picocli.CommandLine;

/** A measurement whose numbers a test makes up. */
final class Recorder {
  static final Origin NOWHERE = new Origin("", "", 2, "", "", "", "");
  private final Harness harness = new Harness(options("--busy"), Path.of(""), NOWHERE, line -> {});

  /** Options as on the command line. */
  static Options options(String... words) {
    return CommandLine.populateCommand(new Options(), words);
  }

  Harness harness() {
    return harness;
  }

  void fact(String name, Object value) {
    harness.fact(name, value);
  }

  void round(String name, double value) {
    harness.number(name, value);
  }

  Result result(String section, Origin origin) {
    Result made = harness.collected(section);
    return new Result(section, origin, made.facts(), made.rounds());
  }
}
