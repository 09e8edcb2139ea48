package io.ddh.benchmarks;

import io.ddh.core.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sections that compare DDH with PyTorch, NumPy, Pillow and FAISS. Each section checks that both
 * programs compute the same results.
 */
final class OtherSides {
  /** Largest share of code bits that may differ between PyTorch and DDH because of rounding. */
  private static final double ROUNDING = 0.001;

  private static final double VARIED = 0.1;
  private static final int SAMPLE = 500;
  private static final double EQUAL = 1e-9;
  private static final int CROP = 112;
  private static final int SIZE = 32;
  private static final int PACKED = 100_000;

  /**
   * Largest allowed mean difference between the pixels of DDH and Pillow, in grey levels. The
   * pixels differ because Pillow's box filter uses whole pixels and DDH's uses fractions of pixels.
   */
  private static final double TOLERANCE = 3;

  private static final List<Integer> SIZES = List.of(1_000_000, 10_000_000);
  private static final List<String> SEARCHES =
      List.of("nearest 1", "nearest 10", "nearest 100", "within 2");

  private OtherSides() {}

  /**
   * Measures the training and encoding rates of DDH and of PyTorch; PyTorch is measured with both
   * of its memory formats.
   */
  static void training(Harness harness) throws IOException {
    try (Side torch = torch(harness);
        Side ours = FaceFile.WILD.worker(harness)) {
      harness.rounds("training", () -> round(harness, "", "ddh+aug", ours, torch));
    }
  }

  /** Measures the training and encoding rates of CNNH and DSH in DDH and in PyTorch. */
  static void pixels(Harness harness) throws IOException {
    try (Side torch = torch(harness);
        Side cnnh = FaceFile.WILD.worker(harness);
        Side dsh = FaceFile.WILD.worker(harness)) {
      if (torch != null) {
        sameCodes(harness, "cnnh", cnnh, torch);
        sameCodes(harness, "dsh", dsh, torch);
      }
      harness.rounds(
          "pixels",
          () -> {
            round(harness, "cnnh.", "cnnh", cnnh, torch);
            round(harness, "dsh.", "dsh", dsh, torch);
          });
    }
  }

  private static Side torch(Harness harness) throws IOException {
    harness.fact("threads", Parallel.threads());
    harness.fact("people", FaceFile.PEOPLE);
    harness.fact("images", FaceFile.IMAGES);
    return harness.python(
        "torch", "torch_sides.py", Parallel.threads(), harness.options.work, FaceFile.PEOPLE);
  }

  private static void round(Harness harness, String of, String row, Side ours, Side torch) {
    Reply encoded = harness.trainAndEncode(of + "ddh", ours, row, FaceFile.IMAGES);
    if (torch != null) {
      for (String layout : List.of("contiguous", "channels_last")) {
        String words = row + " " + layout;
        Reply trained = harness.rate(of + layout + ".train", torch, "train " + words, "images");
        harness.rate(of + layout + ".encode", torch, "encode " + words, "images");
        harness.facts(trained, "torch");
        if (trained.values().containsKey("parameters")) {
          sameNetwork(row, encoded, trained);
          harness.fact(of + "parameters", trained.text("parameters"));
        }
      }
    }
  }

  /** Checks that the networks of both sides have the same numbers of parameters and bits. */
  static void sameNetwork(String row, Reply ours, Reply torch) {
    for (String key : List.of("parameters", "bits")) {
      if (ours.number(key) != torch.number(key)) {
        throw new IllegalStateException(
            row
                + ": "
                + ours.text(key)
                + " "
                + key
                + " in DDH, but "
                + torch.text(key)
                + " in PyTorch");
      }
    }
  }

  /** Checks that PyTorch's network with DDH's weights gives DDH's codes. */
  private static void sameCodes(Harness harness, String row, Side ours, Side torch) {
    Reply left = ours.request("check " + row);
    Reply found =
        torch.request("check " + row + " " + left.text("mean") + " " + left.text("deviation"));
    sameCodes(row, found);
    harness.fact(row + ".checked", found.text("bits"));
    harness.fact(row + ".wrong", found.text("wrong"));
  }

  /**
   * Checks that few bits differ and that both bit values are common. Bits may differ where a
   * network output is so near 0 that rounding decides its sign. If nearly all bits had the same
   * value, the comparison would prove nothing.
   */
  static void sameCodes(String row, Reply found) {
    double bits = found.number("bits");
    double ones = found.number("ones") / bits;
    if (!(found.number("wrong") <= ROUNDING * bits && ones > VARIED && ones < 1 - VARIED)) {
      throw new IllegalStateException(
          row + ": with the same weights, PyTorch's codes differ from DDH's: " + found.values());
    }
  }

  /** Collects the values of the rows CNNH and DSH; each row has a table of its own. */
  static Map<String, Object> pixelRows(Result result) {
    return PageNumbers.parts(result, List.of("cnnh", "dsh"), row -> row.toUpperCase(Locale.ROOT));
  }

  /**
   * Measures the evaluation at the size of the paper's data, and compares it with NumPy. The NumPy
   * script computes mean average precision by sorting.
   */
  static void evaluation(Harness harness) throws IOException {
    Path codes = harness.options.work.resolve("codes");
    try (Side ours = harness.java(Workers.Evaluation.class, codes)) {
      Reply sample = ours.request("evaluate " + SAMPLE); // the worker has written the codes' files
      harness.fact("sample", SAMPLE);
      harness.fact("sample.map", sample.number("map"));
      try (Side numpy = harness.python("numpy", "argsort_map.py", codes, SAMPLE)) {
        harness.rounds(
            "evaluation",
            () -> {
              Reply own = harness.seconds("ddh", ours, "evaluate " + 5 * FaceFile.PAPER_PEOPLE);
              harness.facts(own, "queries", "gallery", "map");
              if (numpy != null) {
                Reply reply = numpy.request("map");
                compare(sample, reply);
                harness.facts(reply, "numpy");
                harness.fact("numpy.map", reply.number("map"));
                harness.fact("numpy.expected", reply.number("expected"));
                double share = own.number("queries") / reply.number("queries");
                harness.number("numpy", reply.number("seconds") * share);
              }
            });
      }
    }
  }

  /**
   * Checks that DDH and NumPy compute the same expected MAP over ties, and that the MAP of NumPy's
   * sorted order lies within DDH's bounds.
   */
  static void compare(Reply ours, Reply numpy) {
    double expected = numpy.number("expected");
    if (!(Math.abs(ours.number("map") - expected) < EQUAL)) {
      throw new IllegalStateException(
          "evaluation: expected MAP " + ours.number("map") + " in DDH, " + expected + " in NumPy");
    }
    double sorted = numpy.number("map");
    double low = ours.number("low");
    double high = ours.number("high");
    if (!(sorted > low - EQUAL && sorted < high + EQUAL)) {
      throw new IllegalStateException(
          "evaluation: the MAP "
              + sorted
              + " of NumPy's order is not between "
              + low
              + " and "
              + high);
    }
  }

  /**
   * Measures the time to read JPEG faces, compared with Pillow. Also measures the time to read the
   * cache, and the time to read a packed file as large as FaceScrub.
   */
  static void loading(Harness harness) throws IOException {
    Path faces = Path.of(System.getenv().getOrDefault("DDH_DATA", ""), "lfw10").toAbsolutePath();
    if (!Files.isDirectory(faces)) {
      harness.say("loading: not measured, since there is no folder " + faces);
      return;
    }
    Path work = harness.options.work.resolve("loading");
    Path pixels = work.resolve("pixels");
    Path theirs = work.resolve("pillow");
    int threads = Parallel.threads();
    try (Side ours = harness.java(Workers.Loading.class, faces, CROP, SIZE, work);
        Side pillow =
            harness.python("PIL", "pillow_faces.py", faces, CROP, SIZE, threads, theirs)) {
      ours.request("pixels " + pixels);
      Reply packed = ours.request("pack " + PACKED);
      harness.fact("packed", PACKED);
      harness.fact("packed.bytes", packed.text("bytes"));
      harness.rounds(
          "loading",
          () -> {
            harness.seconds("ddh", ours, "read");
            harness.seconds("cache", ours, "again");
            Harness.same("packed file", packed, harness.seconds("unpack", ours, "unpack"));
            if (pillow != null) {
              harness.facts(harness.seconds("pillow", pillow, "read"), "pillow", "turbo");
              harness.seconds("draft", pillow, "draft");
            }
          });
      if (pillow != null) {
        byte[] other = Files.readAllBytes(theirs);
        harness.fact("difference", compare(Files.readAllBytes(pixels), other));
      }
    }
    harness.fact("images", Files.size(pixels) / (SIZE * SIZE * 3));
    harness.fact("threads", threads);
  }

  /**
   * Returns the mean difference between the pixels of both sides, in grey levels; fails if it
   * exceeds the tolerance.
   */
  static double compare(byte[] ours, byte[] theirs) {
    if (ours.length != theirs.length || ours.length == 0) {
      throw new IllegalStateException(
          "loading: " + ours.length + " bytes of pixels in DDH, " + theirs.length + " in Pillow");
    }
    long sum = 0;
    for (int i = 0; i < ours.length; i++) {
      sum += Math.abs((ours[i] & 255) - (theirs[i] & 255));
    }
    double mean = (double) sum / ours.length;
    if (!(mean <= TOLERANCE)) {
      throw new IllegalStateException(
          "loading: pixels differ from Pillow's by " + mean + " grey levels on average");
    }
    return mean;
  }

  /**
   * Returns the stored mean difference from Pillow's pixels as a value for the template; empty if
   * it was not measured.
   */
  static Map<String, Object> difference(Result result) {
    String value = result.facts().get("difference");
    return value == null
        ? Map.of()
        : Map.of("difference", PageNumbers.of(Double.parseDouble(value)));
  }

  /** Measures exact search of one million and ten million codes, compared with FAISS. */
  static void search(Harness harness) throws IOException {
    harness.fact("threads", Parallel.threads());
    for (int size : SIZES) {
      Path folder = harness.options.work.resolve("search" + size);
      try (Side ours = harness.java(SearchWorker.class, folder, size)) {
        figures(harness, size, ours, "tables"); // the worker has written the codes' files
        try (Side faiss = harness.python("faiss", "faiss_flat.py", folder, Parallel.threads())) {
          harness.rounds("search, " + size + " codes", () -> round(harness, size, ours, faiss));
        }
        figures(harness, size, ours, "index");
      }
    }
  }

  private static void figures(Harness harness, int size, Side ours, String what) {
    Reply reply = ours.request(what);
    for (String name : reply.values().keySet()) {
      harness.fact(size + "." + what + "." + name, PageNumbers.of(reply.number(name)));
    }
  }

  private static void round(Harness harness, int size, Side ours, Side faiss) {
    for (String search : SEARCHES) {
      Reply scan = search(harness, size, ours, "scan", search);
      for (String engine : List.of("tables", "auto")) {
        Harness.same(engine + " " + search, scan, search(harness, size, ours, engine, search));
      }
      if (faiss != null && search.equals("nearest 100")) {
        for (String form : List.of("flat", "padded")) {
          Reply reply = search(harness, size, faiss, form, search);
          Harness.same("FAISS " + form, scan, reply);
          harness.facts(reply, "faiss");
        }
      }
    }
  }

  private static Reply search(Harness harness, int size, Side side, String engine, String search) {
    String name = size + "." + engine + "." + search;
    return harness.rate(name, side, "search " + engine + " " + search, "queries");
  }

  /** Collects the measured values, grouped by the number of codes that were searched. */
  static Map<String, Object> searchSizes(Result result) {
    return PageNumbers.parts(result, SIZES, size -> PageNumbers.of(size));
  }
}
