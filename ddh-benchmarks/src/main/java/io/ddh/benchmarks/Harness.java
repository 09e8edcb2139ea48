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
 * Measures one section of the page. A harness starts the processes to be compared, which are called
 * sides. The harness runs the sides in turn in each round, and collects facts and numbers until
 * these are stored. Not thread-safe.
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
   * Prepares a measurement. The constructor waits at most two minutes for the load average to fall,
   * unless {@code --busy} is given. Without this wait, the load average would still include the
   * work of the previous section.
   *
   * @param options options of the command line
   * @param results folder that results are written to
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

  /** Returns the load average of the last minute; negative if unknown. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Reports progress. */
  void say(String line) {
    say.accept(line);
  }

  /** Records a fact, which is a size, a version or the result of a check. */
  void fact(String name, Object value) {
    facts.put(name, value.toString());
  }

  /** Records named values of a reply as facts; names that the reply lacks are ignored. */
  void facts(Reply reply, String... names) {
    for (String name : names) {
      if (reply.values().containsKey(name)) {
        fact(name, reply.text(name));
      }
    }
  }

  /** Adds a measured number; numbers from warm-up rounds are ignored. */
  void number(String name, double value) {
    if (timed) {
      rounds.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
  }

  /** Adds named numbers of a reply; names that the reply lacks are ignored. */
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
   * @param name name of the measurement
   * @param side process that receives the request
   * @param request request to send, one line
   * @param units key of the reply's value that holds the number of units, for example {@code
   *     images}
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
   * Lets a side train a row for an epoch with batches of 256 and then encode images; records both
   * rates in images per second.
   */
  Reply trainAndEncode(String name, Side side, String row, int images) {
    rate(name + ".train", side, "train " + row + " " + images + " 256", "images");
    return rate(name + ".encode", side, "encode " + row, "images");
  }

  /** Compares the digests of the results of two sides, to check that the results are the same. */
  static void same(String what, Reply expected, Reply found) {
    if (!found.text("digest").equals(expected.text("digest"))) {
      throw new IllegalStateException(
          what + ": digest " + found.text("digest") + ", expected " + expected.text("digest"));
    }
  }

  /** Starts a worker in a new JVM that uses all threads. */
  Side java(Class<?> worker, Object... arguments) throws IOException {
    return java(Parallel.threads(), List.of(), worker, arguments);
  }

  /**
   * Starts a JVM that runs a worker, with the same settings as the launcher of the tool.
   *
   * @param threads number of threads for the network and for each thread pool of the native
   *     libraries
   * @param further further options of the JVM
   * @param worker class of the worker
   * @param arguments arguments of the worker's constructor
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
   * Starts a script with the first Python that has the module. If no Python has the module, reports
   * that and returns null.
   *
   * @param module name of the Python module
   * @param script path of the script
   * @param arguments arguments of the script
   * @return the running script; null if no Python has the module
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
    say(
        "no Python has the module '"
            + module
            + "' (Debian package '"
            + debian
            + "'), so DDH is measured alone");
    return null;
  }

  /**
   * Runs warm-up rounds, then the timed rounds.
   *
   * @param what name of the measurement, for progress messages
   * @param warm number of rounds to warm up
   * @param count number of timed rounds, at least 1
   * @param round measures every side once
   */
  void rounds(String what, int warm, int count, Runnable round) {
    for (int i = 1 - warm; i <= count; i++) {
      say(what + ": " + (i < 1 ? "warming up" : "round " + i + " of " + count));
      timed = i > 0;
      round.run();
    }
  }

  /** Runs one warm-up round and then the number of timed rounds that the options give. */
  void rounds(String what, Runnable round) {
    rounds(what, 1, options.rounds, round);
  }

  /** Returns the numbers collected so far as the result of the named section. */
  Result collected(String name) {
    return new Result(name, origin, facts, rounds);
  }

  /**
   * Stores the collected facts and numbers, which replace an older result of the section, and then
   * starts a new collection. If nothing was collected, the older result is kept.
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
              "%s: the load average was %s before and %s after, and more than %.1f of it came from"
                  + " other programs; the numbers are stored, but the page shows no ratios unless"
                  + " '--busy' is given",
              name,
              result.fact(Result.BEFORE),
              result.fact(Result.AFTER),
              Result.MOST_LOAD));
    }
    facts.clear();
    rounds.clear();
  }
}
