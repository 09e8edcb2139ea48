package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Result;
import io.ddh.benchmarks.harness.Side;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading JPEG faces (against Pillow), the cache, and a packed file of FaceScrub's size. */
final class LoadingSection implements Section {
  private static final String FACES = "lfw10";
  private static final String CROP = "112";
  private static final String SIZE = "32";
  private static final int BYTES = 32 * 32 * 3;
  private static final int PACKED = 100_000;

  /**
   * Largest allowed mean difference in grey levels: Pillow's box filter uses whole pixels, DDH's
   * uses fractions of pixels.
   */
  private static final double TOLERANCE = 3;

  @Override
  public String name() {
    return "loading";
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
  public void measure(Harness harness) throws IOException {
    String folder = faces().orElseThrow().toString();
    Path work = harness.options().work().resolve("loading");
    Path pixels = work.resolve("pixels");
    Path theirs = work.resolve("pillow");
    String threads = Integer.toString(Parallel.threads());
    try (Side ours = harness.java(List.of("loading", folder, CROP, SIZE, work.toString()));
        Side pillow =
            harness
                .python("PIL", "pillow_faces.py", folder, CROP, SIZE, threads, theirs.toString())
                .orElse(null)) {
      ours.request("pixels " + pixels);
      Reply packed = ours.request("pack " + PACKED);
      harness.fact("packed", PACKED);
      harness.fact("packed.bytes", (long) packed.number("bytes"));
      harness.rounds(
          name(),
          () -> {
            harness.seconds("ddh", ours, "read");
            harness.seconds("cache", ours, "again");
            same(packed, harness.seconds("unpack", ours, "unpack"));
            if (pillow != null) {
              Reply reply = harness.seconds("pillow", pillow, "read");
              harness.fact("pillow", reply.text("pillow"));
              harness.fact("turbo", reply.text("turbo"));
              harness.seconds("draft", pillow, "draft");
            }
          });
      if (pillow != null) {
        byte[] other = Files.readAllBytes(theirs);
        harness.fact("difference", compare(Files.readAllBytes(pixels), other));
      }
    }
    harness.fact("images", (int) (Files.size(pixels) / BYTES));
    harness.fact("threads", threads);
  }

  /** Checks that reading the packed file gives the data that were packed. */
  static void same(Reply packed, Reply unpacked) {
    if (!packed.text("digest").equals(unpacked.text("digest"))) {
      throw new IllegalStateException(
          "loading: packed digest " + packed.text("digest") + ", read " + unpacked.text("digest"));
    }
  }

  /** Mean difference between the pixels of both sides; checked against the tolerance. */
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
  public Map<String, Object> further(Result result) {
    return result.spread("pillow").isEmpty()
        ? Map.of()
        : Map.of("difference", PageNumbers.of(Double.parseDouble(result.fact("difference"))));
  }
}
