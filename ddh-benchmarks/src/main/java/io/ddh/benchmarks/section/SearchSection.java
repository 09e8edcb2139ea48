package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.core.Parallel;
import io.ddh.experiments.bench.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Exact search of a million and ten million codes, beside FAISS. */
final class SearchSection implements WholeSection {
  private static final int BITS = 48;
  private static final int[] SIZES = {1_000_000, 10_000_000};
  private static final List<String> ENGINES = List.of("scan", "tables", "auto");
  private static final List<String> QUESTIONS =
      List.of("nearest 1", "nearest 10", "nearest 100", "within 2");
  private static final List<String> FORMS = List.of("flat", "padded");

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String title() {
    return "Search beside FAISS";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    recorder.fact("threads", Parallel.threads());
    for (int size : SIZES) {
      measure(session, recorder, size);
    }
  }

  private void measure(Session session, Recorder recorder, int size) throws IOException {
    Path folder = session.work().resolve("search" + size);
    String[] worker = {"search", folder.toString(), "" + size, "" + BITS};
    try (Child ours = session.java(worker)) {
      WorkerReply tables = ours.ask("tables"); // the codes' files are there now
      recorder.fact(size + ".tables.seconds", PageNumbers.of(tables.number("seconds")));
      recorder.fact(size + ".tables.mb", PageNumbers.of(tables.number("bytes") / 1e6));
      Optional<Child> other = session.python("faiss", "faiss_flat.py", folder.toString());
      if (other.isEmpty()) {
        session.say().accept(name() + ": no Python with faiss (Debian: python3-faiss); ours alone");
      }
      try (Child faiss = other.orElse(null)) {
        session.rounds(
            name() + ", " + size + " codes",
            session.rounds(),
            timed -> round(recorder, timed, size, ours, faiss));
      }
      WorkerReply index = ours.ask("index");
      for (String what : List.of("build", "open", "first")) {
        recorder.fact(size + ".index." + what, PageNumbers.of(index.number(what)));
      }
      recorder.fact(size + ".index.mb", PageNumbers.of(index.number("bytes") / 1e6));
    }
  }

  private static void round(Recorder recorder, boolean timed, int size, Child ours, Child faiss) {
    for (String question : QUESTIONS) {
      String distances = "";
      for (String engine : ENGINES) {
        WorkerReply reply = ours.ask(engine + " " + question);
        distances = same(engine + " " + question, distances, reply);
        record(recorder, timed, key(size, engine, question), reply);
      }
      if (faiss != null && question.equals("nearest 100")) {
        for (String form : FORMS) {
          WorkerReply reply = faiss.ask(form + " 100 " + Parallel.threads());
          same("FAISS " + form, distances, reply);
          recorder.fact("faiss", reply.text("faiss"));
          record(recorder, timed, key(size, form, question), reply);
        }
      }
    }
  }

  private static void record(Recorder recorder, boolean timed, String key, WorkerReply reply) {
    if (timed) {
      recorder.round(key, reply.rate("queries"));
    }
  }

  /** All must find the same distances. */
  static String same(String what, String expected, WorkerReply reply) {
    String found = reply.text("distances");
    if (!expected.isEmpty() && !found.equals(expected)) {
      throw new IllegalStateException("search: " + what + " finds other distances");
    }
    return found;
  }

  private static String key(int size, String engine, String question) {
    return size + "." + engine + "." + question;
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "Made-up codes of 48 bits in clusters of 100, each with a twentieth of its bits flipped;"
            + " batches of 1,000 queries, "
            + result.fact("threads")
            + " threads on both sides, queries a second. Ours are asked again and again for half a second."
            + " *Padded*: FAISS with the codes filled up to"
            + " 64 bits, for which it has a faster kernel. All find the same distances, or the run"
            + " stops. See [retrieval.md](retrieval.md).");
    List<List<String>> rows = new ArrayList<>();
    for (int size : SIZES) {
      for (String question : QUESTIONS) {
        if (result.spread(key(size, "scan", question)).isPresent()) {
          rows.add(row(result, size, question));
        }
      }
    }
    page.table(
        List.of("codes, question", "scan", "range", "tables", "auto", "auto to the better"), rows);
    List<List<String>> beside = new ArrayList<>();
    for (int size : SIZES) {
      result
          .spread(key(size, "flat", "nearest 100"))
          .ifPresent(f -> beside.add(beside(result, size)));
    }
    if (beside.isEmpty()) {
      page.text("No Python with faiss was found, so there is nothing to compare with.");
    } else {
      page.table(
          List.of("codes, k = 100", "FAISS flat", "FAISS padded", "our scan", "to the faster"),
          beside);
      page.text("FAISS " + result.fact("faiss") + ", `IndexBinaryFlat`.");
    }
    for (int size : SIZES) {
      page.text(
          String.format(
              Locale.ROOT,
              "%,d codes: tables built in %s s, %s MB in memory; index file written in %s s, %s MB,"
                  + " opened in %s s, opened and first query by scan answered in %s s.",
              size,
              result.fact(size + ".tables.seconds"),
              result.fact(size + ".tables.mb"),
              result.fact(size + ".index.build"),
              result.fact(size + ".index.mb"),
              result.fact(size + ".index.open"),
              result.fact(size + ".index.first")));
    }
  }

  private static List<String> row(Result result, int size, String question) {
    Spread scan = result.spread(key(size, "scan", question)).orElseThrow();
    double tables = result.median(key(size, "tables", question));
    double auto = result.median(key(size, "auto", question));
    return List.of(
        String.format(Locale.ROOT, "%,d, %s", size, question),
        PageNumbers.of(scan.median()),
        PageNumbers.range(scan),
        PageNumbers.of(tables),
        PageNumbers.of(auto),
        PageNumbers.times(PageNumbers.overFastest(auto, scan.median(), tables)));
  }

  private static List<String> beside(Result result, int size) {
    double scan = result.median(key(size, "scan", "nearest 100"));
    double flat = result.median(key(size, "flat", "nearest 100"));
    double padded = result.median(key(size, "padded", "nearest 100"));
    return List.of(
        String.format(Locale.ROOT, "%,d", size),
        PageNumbers.of(flat),
        PageNumbers.of(padded),
        PageNumbers.of(scan),
        PageNumbers.times(PageNumbers.overFastest(scan, flat, padded)));
  }
}
