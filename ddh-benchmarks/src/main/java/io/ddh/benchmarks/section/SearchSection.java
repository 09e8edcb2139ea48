package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Side;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Exact search of a million and ten million codes, against FAISS. */
final class SearchSection {
  private static final int BITS = 48;
  private static final List<String> SEARCHES =
      List.of("nearest 1", "nearest 10", "nearest 100", "within 2");

  private SearchSection() {}

  /** Measures. */
  static void measure(Harness harness) throws IOException {
    harness.fact("threads", Parallel.threads());
    for (int size : new int[] {1_000_000, 10_000_000}) {
      measure(harness, size);
    }
  }

  private static void measure(Harness harness, int size) throws IOException {
    Path folder = harness.options().work().resolve("search" + size);
    try (Side ours = harness.java(List.of("search", folder.toString(), "" + size, "" + BITS))) {
      Reply tables = ours.request("tables"); // the worker has written the codes' files
      harness.fact(size + ".tables.seconds", PageNumbers.of(tables.number("seconds")));
      harness.fact(size + ".tables.mb", PageNumbers.of(tables.number("bytes") / 1e6));
      try (Side faiss = harness.python("faiss", "faiss_flat.py", folder.toString()).orElse(null)) {
        harness.rounds("search" + ", " + size + " codes", () -> round(harness, size, ours, faiss));
      }
      Reply index = ours.request("index");
      for (String what : List.of("build", "open", "first")) {
        harness.fact(size + ".index." + what, PageNumbers.of(index.number(what)));
      }
      harness.fact(size + ".index.mb", PageNumbers.of(index.number("bytes") / 1e6));
    }
  }

  private static void round(Harness harness, int size, Side ours, Side faiss) {
    for (String search : SEARCHES) {
      String distances = "";
      for (String engine : List.of("scan", "tables", "auto")) {
        String name = size + "." + engine + "." + search;
        Reply reply = harness.rate(name, ours, engine + " " + search, "queries");
        distances = same(engine + " " + search, distances, reply);
      }
      if (faiss != null && search.equals("nearest 100")) {
        for (String form : List.of("flat", "padded")) {
          String name = size + "." + form + "." + search;
          String request = form + " 100 " + Parallel.threads();
          Reply reply = harness.rate(name, faiss, request, "queries");
          same("FAISS " + form, distances, reply);
          harness.fact("faiss", reply.text("faiss"));
        }
      }
    }
  }

  /** Checks that all engines find the same distances. */
  static String same(String what, String expected, Reply reply) {
    String found = reply.text("distances");
    if (!expected.isEmpty() && !found.equals(expected)) {
      throw new IllegalStateException("search: " + what + " finds other distances");
    }
    return found;
  }
}
