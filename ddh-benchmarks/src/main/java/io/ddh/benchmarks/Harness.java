package io.ddh.benchmarks;

import io.ddh.core.Parallel;
import io.ddh.experiments.launch.VectorProcess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures one section: starts its sides, runs them in turn in each round, and collects facts and
 * numbers until they are stored. Not thread-safe.
 */
final class Harness {
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");
  private static final int CHECKS = 24;
  private static final long PAUSE_NANOS = 5_000_000_000L;

  final Options options;
  private final Path results;
  private final Origin origin;
  private final Consumer<String> say;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();
  private final double before;
  private boolean timed = true;

  /**
   * Prepares a measurement. Unless {@code --busy} is given, waits, at most two minutes, until the
   * previous section's work no longer counts in the load average.
   *
   * @param options of the command line
   * @param results folder where results go
   * @param origin revision, machine and command of the measurement
   * @param say receives progress messages
   */
  Harness(Options options, Path results, Origin origin, Consumer<String> say) {
    this.options = options;
    this.results = results;
    this.origin = origin;
    this.say = say;
    for (int i = 0; i < CHECKS && !options.busy && load() > Result.MOST_LOAD / 2; i++) {
      if (i == 0) {
        say("waiting for a lower load average");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    before = load();
  }

  /** The load average of the last minute; negative if unknown. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Reports progress. */
  void say(String line) {
    say.accept(line);
  }

  /** Records a fact: a size, a version or the result of a check. */
  void fact(String name, Object value) {
    facts.put(name, value.toString());
  }

  /** Records those of the named values that the reply has as facts. */
  void facts(Reply reply, String... names) {
    for (String name : names) {
      if (reply.values().containsKey(name)) {
        fact(name, reply.text(name));
      }
    }
  }

  /** Adds a measured number; ignored in the warm-up rounds. */
  void number(String name, double value) {
    if (timed) {
      rounds.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
  }

  /** Adds those of the named numbers that the reply has. */
  void numbers(Reply reply, Iterable<String> names) {
    for (String name : names) {
      if (reply.values().containsKey(name)) {
        number(name, reply.number(name));
      }
    }
  }

  /**
   * Sends a request to a side and records its rate in units per second.
   *
   * @param name of the measurement
   * @param side the process that works
   * @param request line to send
   * @param units name of the units in the reply
   * @return the reply
   */
  Reply rate(String name, Side side, String request, String units) {
    Reply reply = side.request(request);
    number(name, reply.rate(units));
    return reply;
  }

  /** Sends a request to a side, records its seconds and returns the reply. */
  Reply seconds(String name, Side side, String request) {
    Reply reply = side.request(request);
    number(name, reply.number("seconds"));
    return reply;
  }

  /**
   * Has a side train an epoch of a row with batches of 256, and encode; records images a second.
   */
  Reply trainAndEncode(String name, Side side, String row, int images) {
    rate(name + ".train", side, "train " + row + " " + images + " 256", "images");
    return rate(name + ".encode", side, "encode " + row, "images");
  }

  /** Checks that two sides found the same: the digest of their results. */
  static void same(String what, Reply expected, Reply found) {
    if (!found.text("digest").equals(expected.text("digest"))) {
      throw new IllegalStateException(
          what + ": digest " + found.text("digest") + ", expected " + expected.text("digest"));
    }
  }

  /** Starts a worker with all threads. */
  Side java(Class<?> worker, Object... arguments) throws IOException {
    return java(Parallel.threads(), List.of(), worker, arguments);
  }

  /**
   * Starts a JVM with the launcher's settings that runs a worker.
   *
   * @param threads threads of the network and of the native libraries' pools
   * @param further options of the JVM
   * @param worker class of the worker
   * @param arguments of its constructor
   * @return the running worker
   * @throws IOException if a process can't be started
   */
  Side java(int threads, List<String> further, Class<?> worker, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx4g", "-Djava.awt.headless=true", "-Dddh.threads=" + threads));
    command.addAll(VectorProcess.options());
    command.addAll(options.jvm);
    command.addAll(further);
    command.addAll(List.of("-cp", VectorProcess.classPath(Side.class.getClassLoader())));
    command.addAll(List.of(BenchmarksMain.class.getName(), "worker", worker.getName()));
    return new Side(command, arguments, Map.of("OMP_NUM_THREADS", Integer.toString(threads)));
  }

  /**
   * Starts a script in the first Python that has the module. If there is none, reports that.
   *
   * @param module name of the Python module
   * @param script path of the script
   * @param arguments of the program
   * @return the running script; null: no Python has the module
   * @throws IOException if a process can't be started
   */
  Side python(String module, String script, Object... arguments) throws IOException {
    for (String python : options.python.isEmpty() ? USUAL : List.of(options.python)) {
      if (Side.runs(python, "-c", "import " + module)) {
        Path file = options.work.resolve(script);
        try (InputStream in = Side.class.getResourceAsStream(script)) {
          Files.createDirectories(options.work);
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Side(List.of(python, file.toString()), arguments, Map.of());
      }
    }
    String debian = "python3-" + module.toLowerCase(Locale.ROOT);
    say("no Python with " + module + " (Debian: " + debian + "): only DDH is measured");
    return null;
  }

  /**
   * Runs warm-up rounds, then the timed rounds.
   *
   * @param what is measured, for the progress
   * @param warm number of rounds to warm up
   * @param count number of timed rounds, at least 1
   * @param round measures once
   */
  void rounds(String what, int warm, int count, Runnable round) {
    for (int i = 1 - warm; i <= count; i++) {
      say(what + ": " + (i < 1 ? "warming up" : "round " + i + " of " + count));
      timed = i > 0;
      round.run();
    }
  }

  /** Runs one warm-up round and as many timed ones as the options give. */
  void rounds(String what, Runnable round) {
    rounds(what, 1, options.rounds, round);
  }

  /** The numbers collected so far, under the name of a section. */
  Result collected(String name) {
    return new Result(name, origin, facts, rounds);
  }

  /**
   * Stores what was collected, if anything, in place of an older result, and starts a new
   * collection.
   */
  void store(String name) throws IOException {
    if (rounds.isEmpty()) {
      return;
    }
    fact(Result.BEFORE, String.format(Locale.ROOT, "%.2f", before));
    fact(Result.AFTER, String.format(Locale.ROOT, "%.2f", load()));
    if (options.busy) {
      fact(Result.ALLOWED, true);
    }
    Result result = collected(name);
    result.write(results);
    if (!result.publishable()) {
      say(
          String.format(
              Locale.ROOT,
              "%s: load average %s before and %s after; other programs had more than %.1f: the"
                  + " numbers are stored, the page shows no ratios of them (--busy shows them)",
              name,
              result.fact(Result.BEFORE),
              result.fact(Result.AFTER),
              Result.MOST_LOAD));
    }
    facts.clear();
    rounds.clear();
  }
}
