package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Result;
import io.ddh.benchmarks.harness.Side;
import io.ddh.benchmarks.worker.FaceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Seconds per epoch at several sizes of the training set. */
final class EpochSection implements Section {
  private static final int[] SIZES = {13_000, 26_000, 52_000, 104_000};
  private static final int MOST_ROUNDS = 3;

  @Override
  public String name() {
    return "epochs";
  }

  @Override
  public void measure(Harness harness) throws IOException {
    harness.fact("people", PAPER_PEOPLE);
    try (Side side = harness.java(FaceFile.video(harness).arguments("training"))) {
      side.request("train 6500 256");
      for (int round = 1; round <= Math.min(MOST_ROUNDS, harness.options().rounds()); round++) {
        for (int size : SIZES) {
          harness.say(name() + ": round " + round + ", " + size);
          harness.seconds("" + size, side, "train " + size + " 256");
        }
      }
    }
  }

  @Override
  public Map<String, Object> further(Result result) {
    double first = result.median("" + SIZES[0]) / SIZES[0];
    List<Map<String, String>> rows = new ArrayList<>();
    for (int size : SIZES) {
      double each = result.median("" + size) / size;
      rows.add(
          Map.of(
              "images", PageNumbers.of(size),
              "median", PageNumbers.of(result.median("" + size)),
              "range", PageNumbers.range(result.spread("" + size).orElseThrow()),
              "each", PageNumbers.of(1e6 * each),
              "linear", PageNumbers.times(each / first)));
    }
    return Map.of("sizes", rows);
  }
}
