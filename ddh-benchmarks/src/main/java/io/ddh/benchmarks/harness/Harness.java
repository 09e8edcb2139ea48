package io.ddh.benchmarks.harness;

import io.ddh.core.Parallel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures one section: starts its sides, runs them in turn in each round, and collects facts and
 * numbers until they are stored. Not thread-safe.
 */
public final class Harness {
  private final Options options;
  private final ResultStore store;
  private final Origin origin;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();
  private final double before;
  private boolean timed = true;

  /**
   * Options of a measurement.
   *
   * @param work folder for rendered faces and other files
   * @param rounds timed rounds, after one warm-up round
   * @param python interpreter; empty: the first of the usual ones that has the module
   * @param jvm additional options of the measured JVMs
   * @param rows methods to measure in sections that list methods; empty: all
   * @param sizes data set sizes to measure in section cost; empty: the usual ones
   * @param skip methods to leave out
   * @param busy whether to publish ratios even if the machine was busy
   * @param say receives progress messages
   */
  public record Options(
      Path work,
      int rounds,
      String python,
      List<String> jvm,
      Set<String> rows,
      Set<String> sizes,
      Set<String> skip,
      boolean busy,
      Consumer<String> say) {
    /**
     * {@return whether to measure the method}
     *
     * @param name of the method
     */
    public boolean row(String name) {
      return (rows.isEmpty() || rows.contains(name)) && !skip.contains(name);
    }

    /**
     * {@return whether to measure the size}
     *
     * @param name of the size
     * @param usual whether it is measured unless sizes are given
     */
    public boolean size(String name, boolean usual) {
      return sizes.isEmpty() ? usual : sizes.contains(name);
    }
  }

  /**
   * Prepares a measurement.
   *
   * @param options of the command line
   * @param store where results go
   * @param origin revision, machine and command of the measurement
   * @param before load average before the measurement, see {@link Load#calm}
   */
  public Harness(Options options, ResultStore store, Origin origin, double before) {
    this.options = options;
    this.store = store;
    this.origin = origin;
    this.before = before;
  }

  /** {@return the options} */
  public Options options() {
    return options;
  }

  /**
   * Reports progress.
   *
   * @param line the text
   */
  public void say(String line) {
    options.say().accept(line);
  }

  /**
   * Records a fact: a size, a version or the result of a check.
   *
   * @param name of the fact
   * @param value its text form is stored
   */
  public void fact(String name, Object value) {
    facts.put(name, value.toString());
  }

  /**
   * Adds a measured number; ignored in the warm-up round.
   *
   * @param name of the measurement
   * @param value the value
   */
  public void number(String name, double value) {
    if (timed) {
      rounds.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
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
  public Reply rate(String name, Side side, String request, String units) {
    Reply reply = side.request(request);
    number(name, reply.rate(units));
    return reply;
  }

  /**
   * Sends a request to a side and records its seconds.
   *
   * @param name of the measurement
   * @param side the process that works
   * @param request line to send
   * @return the reply
   */
  public Reply seconds(String name, Side side, String request) {
    Reply reply = side.request(request);
    number(name, reply.number("seconds"));
    return reply;
  }

  /**
   * Starts a Java worker with all threads.
   *
   * @param arguments of the program
   * @return the running worker
   * @throws IOException if a process can't be started
   */
  public Side java(List<String> arguments) throws IOException {
    return java(Parallel.threads(), List.of(), arguments);
  }

  /**
   * Starts a Java worker with a number of threads and additional JVM options.
   *
   * @param threads at least 1
   * @param further options of the JVM
   * @param arguments of the program
   * @return the running worker
   * @throws IOException if a process can't be started
   */
  public Side java(int threads, List<String> further, List<String> arguments) throws IOException {
    List<String> jvm = new ArrayList<>(options.jvm());
    jvm.addAll(further);
    return Side.java(jvm, threads, arguments);
  }

  /**
   * Starts a script in a Python that has the module. If there is none, reports that.
   *
   * @param module name of the Python module
   * @param script path of the script
   * @param arguments of the program
   * @return the running script; empty: no Python has the module
   * @throws IOException if a process can't be started
   */
  public Optional<Side> python(String module, String script, String... arguments)
      throws IOException {
    Optional<Side> side =
        Side.python(options.python(), module, script, options.work(), List.of(arguments));
    if (side.isEmpty()) {
      String debian = "python3-" + module.toLowerCase(Locale.ROOT);
      say("no Python with " + module + " (Debian: " + debian + "): only DDH is measured");
    }
    return side;
  }

  /**
   * Runs one warm-up round, then the timed rounds.
   *
   * @param what is measured, for the progress
   * @param count number of timed rounds, at least 1
   * @param round measures once
   */
  public void rounds(String what, int count, Runnable round) {
    for (int i = 0; i <= count; i++) {
      say(what + ": " + (i == 0 ? "warming up" : "round " + i + " of " + count));
      timed = i > 0;
      round.run();
    }
    timed = true;
  }

  /**
   * Runs the number of rounds given by the options.
   *
   * @param what is measured, for the progress
   * @param round measures once
   */
  public void rounds(String what, Runnable round) {
    rounds(what, options.rounds(), round);
  }

  /**
   * Returns a copy of what was collected so far.
   *
   * @param name of the section
   * @return the numbers collected so far
   */
  public Result collected(String name) {
    return new Result(name, origin, facts, rounds);
  }

  /**
   * Stores what was collected, if anything, in place of an older result, and starts a new
   * collection.
   *
   * @param name of the section
   * @throws IOException if the file can't be written
   */
  public void store(String name) throws IOException {
    if (rounds.isEmpty()) {
      return;
    }
    fact(Result.BEFORE, String.format(Locale.ROOT, "%.2f", before));
    fact(Result.AFTER, String.format(Locale.ROOT, "%.2f", Load.now()));
    if (options.busy()) {
      fact(Result.ALLOWED, true);
    }
    Result result = collected(name);
    store.write(result);
    if (!result.publishable()) {
      say(
          String.format(
              Locale.ROOT,
              "%s: load average %s before and %s after; other programs had more than %.1f: the"
                  + " numbers are stored, the page shows no ratios of them (--busy shows them)",
              name,
              result.fact(Result.BEFORE),
              result.fact(Result.AFTER),
              Load.MOST));
    }
    facts.clear();
    rounds.clear();
  }
}
