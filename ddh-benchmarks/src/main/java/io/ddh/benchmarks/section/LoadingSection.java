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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reading real JPEGs beside Pillow, the cache, and a packed file of the size of FaceScrub. */
final class LoadingSection implements WholeSection {
  private static final String FACES = "lfw10";
  private static final int CROP = 112;
  private static final int SIZE = 32;
  private static final int PACKED = 100_000;

  /**
   * Pillow's box filter takes whole pixels where ours takes shares of them, so no more than this is
   * the same: mean difference in grey levels.
   */
  private static final double TOLERANCE = 3;

  @Override
  public String name() {
    return "loading";
  }

  @Override
  public String title() {
    return "Loading";
  }

  @Override
  public boolean possible() {
    return faces().isPresent();
  }

  private static Optional<Path> faces() {
    return Optional.ofNullable(System.getenv("DDH_DATA"))
        .map(root -> Path.of(root, FACES).toAbsolutePath())
        .filter(Files::isDirectory);
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    Path folder = faces().orElseThrow();
    Path work = session.work().resolve("loading");
    Path pixels = work.resolve("pixels");
    String crop = Integer.toString(CROP);
    String size = Integer.toString(SIZE);
    try (Child ours = session.java("loading", folder.toString(), crop, size, work.toString())) {
      ours.ask("pixels " + pixels);
      WorkerReply packed = ours.ask("pack " + PACKED);
      recorder.fact("packed", PACKED);
      recorder.fact("packed.bytes", (long) packed.number("bytes"));
      Path theirs = work.resolve("pillow");
      String processes = Integer.toString(Parallel.threads());
      Optional<Child> other =
          session.python(
              "PIL",
              "pillow_faces.py",
              folder.toString(),
              crop,
              size,
              processes,
              theirs.toString());
      try (Child pillow = other.orElse(null)) {
        session.rounds(
            name(),
            session.rounds(),
            timed -> {
              round(recorder, timed, "ddh", ours.ask("read"));
              round(recorder, timed, "cache", ours.ask("again"));
              WorkerReply unpacked = ours.ask("unpack");
              same(packed, unpacked);
              round(recorder, timed, "unpack", unpacked);
              if (pillow != null) {
                WorkerReply reply = pillow.ask("read");
                recorder.fact("pillow", reply.text("pillow"));
                recorder.fact("turbo", reply.text("turbo"));
                round(recorder, timed, "pillow", reply);
                round(recorder, timed, "draft", pillow.ask("draft"));
              }
            });
        if (pillow != null) {
          recorder.fact(
              "difference", compare(Files.readAllBytes(pixels), Files.readAllBytes(theirs)));
        }
      }
    }
    recorder.fact("images", (int) (Files.size(pixels) / (SIZE * SIZE * 3)));
    recorder.fact("threads", Parallel.threads());
  }

  private static void round(Recorder recorder, boolean timed, String key, WorkerReply reply) {
    if (timed) {
      recorder.round(key, reply.number("seconds"));
    }
  }

  /** The packed data must be those that were packed. */
  static void same(WorkerReply packed, WorkerReply unpacked) {
    if (!packed.text("digest").equals(unpacked.text("digest"))) {
      throw new IllegalStateException(
          "loading: packed digest " + packed.text("digest") + ", read " + unpacked.text("digest"));
    }
  }

  /** Mean difference between both sides' pixels, which must be within the tolerance. */
  static double compare(byte[] ours, byte[] theirs) {
    if (ours.length != theirs.length || ours.length == 0) {
      throw new IllegalStateException(
          "loading: " + ours.length + " bytes of pixels, by Pillow " + theirs.length);
    }
    long sum = 0;
    for (int i = 0; i < ours.length; i++) {
      sum += Math.abs((ours[i] & 255) - (theirs[i] & 255));
    }
    double mean = (double) sum / ours.length;
    if (!(mean <= TOLERANCE)) {
      throw new IllegalStateException(
          "loading: pixels differ from Pillow's by " + mean + " grey levels in the mean");
    }
    return mean;
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        result.fact("images")
            + " JPEGs of 250×250 (LFW), decoded, cropped to the middle "
            + CROP
            + "×"
            + CROP
            + " and scaled to "
            + SIZE
            + "×"
            + SIZE
            + ", seconds, warm, rounds in turn. Ours: form `folder`, "
            + result.fact("threads")
            + " threads, the list of files and writing the cache included; Pillow: as many"
            + " processes, the same crop, its box filter.");
    List<List<String>> rows = new ArrayList<>();
    Spread ours = result.spread("ddh").orElseThrow();
    rows.add(row("DDH, first time", ours));
    Optional<Spread> pillow = result.spread("pillow");
    pillow.ifPresent(
        other -> {
          rows.add(row("Pillow " + result.fact("pillow"), other));
          rows.add(List.of("DDH to Pillow", PageNumbers.times(ours.median() / other.median()), ""));
          Spread draft = result.spread("draft").orElseThrow();
          rows.add(row("Pillow, draft mode", draft));
          rows.add(List.of("DDH to that", PageNumbers.times(ours.median() / draft.median()), ""));
        });
    rows.add(row("DDH, from the cache", result.spread("cache").orElseThrow()));
    rows.add(
        row(result.fact("packed") + " faces, packed file", result.spread("unpack").orElseThrow()));
    page.table(List.of("", "seconds", "range"), rows);
    page.text(
        pillow.isPresent()
            ? "Pillow decodes with libjpeg-turbo "
                + result.fact("turbo")
                + "; Java's decoder is libjpeg 6b without vector instructions. The pixels differ by "
                + PageNumbers.of(Double.parseDouble(result.fact("difference")))
                + " grey levels in the mean, for Pillow's box takes whole pixels only; the run stops"
                + " above "
                + PageNumbers.of(TOLERANCE)
                + ", or if a packed file's digest changes. In draft mode Pillow has libjpeg decode"
                + " at half the size, which is faster and gives other pixels; the comparison is"
                + " the one without it."
            : "No Python with Pillow was found, so there is nothing to compare with.");
  }

  private static List<String> row(String label, Spread seconds) {
    return List.of(label, PageNumbers.of(seconds.median()), PageNumbers.range(seconds));
  }
}
