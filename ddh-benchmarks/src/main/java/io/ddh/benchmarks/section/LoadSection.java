package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Memory of a sweep in one process, cell after cell. */
final class LoadSection implements WholeSection {
  private static final List<String> ROWS = List.of("lsh", "sh", "itq", "sdh", "itq+cnn", "ddh");
  private static final List<Integer> BITS = List.of(12, 48);
  private static final List<Integer> SEEDS = List.of(1, 2, 3);

  private static final List<String> KEYS = List.of("resident ", "live ");

  /** What the third seed's cells may hold more than the second's; the first loads all there is. */
  private static final double SLACK_MB = 100;

  private static final double MOST_MB = 12 * 1024;

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String title() {
    return "Load of a sweep";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    boolean tiny = session.selection().size("tiny", false);
    int people = tiny ? 6 : Session.PAPER_PEOPLE;
    List<String> rows = ROWS.stream().filter(session.selection()::row).toList();
    Session whole = session.with("-Xms4g").with("-XX:+AlwaysPreTouch");
    try (Child child = whole.java(name(), session.work().resolve(name()).toString())) {
      session.say().accept(name() + ": " + String.join(", ", rows));
      record(
          child.ask("sweep " + people + " " + Session.PAPER_EACH + " " + String.join(",", rows)),
          rows,
          recorder);
      recorder.fact("people", people);
      recorder.fact("images", people * Session.PAPER_EACH);
    }
  }

  @Override
  public void measure(Session session, Notebook notebook) throws IOException {
    WholeSection.super.measure(session, notebook);
    List<String> faults = faults(notebook.store().read(name()).orElseThrow());
    if (!faults.isEmpty()) {
      throw new IllegalStateException(name() + ": " + String.join("; ", faults));
    }
  }

  /** Rounds are the seeds. */
  static void record(WorkerReply reply, List<String> rows, Recorder recorder) {
    recorder.fact("rows", String.join(",", rows));
    recorder.fact("heapMb", (int) reply.number("heapMb"));
    recorder.round("peakMb", reply.number("peakMb"));
    for (String cell : cells(rows)) {
      for (String key : KEYS) {
        for (int seed : SEEDS) {
          recorder.round(key + cell, reply.number(key + cell + "-s" + seed));
        }
      }
    }
  }

  private static List<String> cells(List<String> rows) {
    List<String> out = new ArrayList<>();
    rows.forEach(row -> BITS.forEach(bits -> out.add(row + "-" + bits)));
    return out;
  }

  /** What is wrong, in words; empty: nothing. */
  static List<String> faults(Result result) {
    List<String> out = new ArrayList<>();
    if (result.median("peakMb") > MOST_MB) {
      out.add("more than 12 GiB resident");
    }
    for (String cell : cells(List.of(result.fact("rows").split(",", -1)))) {
      for (String key : KEYS) {
        List<Double> seeds = result.rounds().get(key + cell);
        if (seeds.get(2) > seeds.get(1) + SLACK_MB) {
          out.add(key + "memory grew at " + cell);
        }
      }
    }
    return out;
  }

  @Override
  public void show(Result result, Page page) {
    List<String> cells = cells(List.of(result.fact("rows").split(",", -1)));
    page.text(
        cells.size() * SEEDS.size()
            + " cells in one process, as `ddh run` makes them, on "
            + result.fact("images")
            + " rendered faces of "
            + result.fact("people")
            + " people: all cells of seed 1, then of seed 2, then of seed 3 (networks with one epoch, SDH with"
            + " two iterations: what a row holds does not depend on how many there are). The heap, "
            + result.fact("heapMb")
            + " MiB, is resident as a whole from the start, so this is the most that it can be; arrays"
            + " outside are bounded to 4 GiB by the program. In MiB after each cell and a garbage"
            + " collection: resident memory, and the part of the heap that is in use. Peak of the whole process **"
            + PageNumbers.of(result.median("peakMb"))
            + " MiB**, to stay below 12 GiB; seed 1 loads libraries, and cells of seed 3 may hold "
            + PageNumbers.of(SLACK_MB)
            + " MiB more than those of seed 2.");
    List<List<String>> rows = new ArrayList<>();
    for (String cell : cells) {
      List<String> row = new ArrayList<>(List.of(cell));
      for (String key : KEYS) {
        result.rounds().get(key + cell).forEach(value -> row.add(PageNumbers.of(value)));
      }
      rows.add(row);
    }
    page.table(
        List.of(
            "cell",
            "resident, seed 1",
            "seed 2",
            "seed 3",
            "heap in use, seed 1",
            "seed 2",
            "seed 3"),
        rows);
    List<String> faults = faults(result);
    page.text(
        faults.isEmpty()
            ? "Neither limit was passed."
            : "**Failed: " + String.join("; ", faults) + ".**");
  }
}
