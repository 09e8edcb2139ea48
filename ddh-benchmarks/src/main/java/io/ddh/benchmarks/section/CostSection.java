package io.ddh.benchmarks.section;

import io.ddh.benchmarks.cost.CostSize;
import io.ddh.benchmarks.cost.SweepEstimate;
import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.ResultStore;
import io.ddh.benchmarks.harness.Side;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.experiments.report.RowOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Time and memory of each method; each is measured in its own process and stored on its own. */
public final class CostSection implements Section {
  /** Valid names for {@code --rows}: features, then methods. */
  public static final List<String> ROWS =
      Stream.of(SweepEstimate.FEATURES.stream(), RowOrder.PAPER.stream(), Stream.of("ddh+aug"))
          .flatMap(rows -> rows)
          .toList();

  static final String NAME = "cost";
  static final String FULL_BATCH = "facescrub";
  static final List<CostSize> USUAL = List.of(CostSize.LFW, CostSize.YOUTUBE_FACES);

  private static final String CNN = "cnn";

  /** Valid names for {@code --sizes}. */
  public static final List<String> SIZES =
      List.of(CostSize.LFW.name(), CostSize.YOUTUBE_FACES.name(), FULL_BATCH, CostSize.TINY.name());

  @Override
  public String name() {
    return NAME;
  }

  static String part(String size, String row) {
    return NAME + "/" + size + "/" + row;
  }

  @Override
  public void measure(Harness harness) throws IOException {
    for (CostSize size : List.of(CostSize.LFW, CostSize.YOUTUBE_FACES, CostSize.TINY)) {
      if (harness.options().size(size.name(), USUAL.contains(size))) {
        measure(harness, size);
      }
    }
    if (harness.options().size(FULL_BATCH, true)) {
      String images = Integer.toString(SweepEstimate.FACESCRUB_IMAGES);
      List<String> worker = List.of("full-batch", images, "" + PEOPLE);
      for (String row : RowOrder.SHALLOW) {
        if (harness.options().row(row)) {
          measure(harness, worker, "train " + row, part(FULL_BATCH, row));
        }
      }
    }
  }

  private static void measure(Harness harness, CostSize size) throws IOException {
    FaceFile faces =
        size.equals(CostSize.YOUTUBE_FACES)
            ? FaceFile.video(harness).first(size.each())
            : FaceFile.made(harness, size.preset(), size.people(), size.each());
    List<String> worker = faces.arguments(NAME, size.protocol(), size.profile());
    for (String row : ROWS.stream().filter(harness.options()::row).toList()) {
      if (row.endsWith("+" + CNN) && !Files.exists(faces.features(CNN))) {
        measure(harness, worker, "features " + CNN, part(size.name(), CNN));
      }
      String request = SweepEstimate.FEATURES.contains(row) ? "features " : "row ";
      measure(harness, worker, request + row, part(size.name(), row));
    }
  }

  private static void measure(Harness harness, List<String> worker, String request, String part)
      throws IOException {
    harness.say(part);
    try (Side side = harness.java(worker)) {
      record(harness, side.request(request));
    }
    harness.store(part);
  }

  /** Records times and memory as numbers; sizes and the formatted MAP as facts. */
  static void record(Harness harness, Reply reply) {
    for (String key : List.of("train", "epoch", "encode", "peakMb")) {
      if (reply.has(key)) {
        harness.number(key, reply.number(key));
      }
    }
    for (String key :
        List.of("images", "rows", "people", "dimension", "bits", "epochs", "profileEpochs")) {
      if (reply.has(key)) {
        harness.fact(key, (int) reply.number(key));
      }
    }
    if (reply.has("map")) {
      harness.fact("map", PageNumbers.of(reply.number("map")));
    }
  }

  @Override
  public Optional<Map<String, Object>> view(ResultStore store) {
    return Optional.of(new CostView(store).values());
  }
}
