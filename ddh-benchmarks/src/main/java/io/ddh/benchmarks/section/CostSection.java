package io.ddh.benchmarks.section;

import io.ddh.benchmarks.cost.CostSize;
import io.ddh.benchmarks.cost.CostTables;
import io.ddh.benchmarks.cost.RowCost;
import io.ddh.benchmarks.cost.SweepEstimate;
import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.benchmarks.result.ResultStore;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.experiments.report.RowOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Time and memory of each row, a process and a stored result each. */
public final class CostSection implements Section {
  /** What {@code --rows} may name: features, then rows. */
  public static final List<String> ROWS =
      Stream.of(SweepEstimate.FEATURES.stream(), RowOrder.PAPER.stream(), Stream.of("ddh+aug"))
          .flatMap(rows -> rows)
          .toList();

  private static final String NAME = "cost";
  private static final String CNN = "cnn";
  private static final String FULL_BATCH = "facescrub";
  private static final int FACESCRUB_PEOPLE = 530;
  private static final List<CostSize> USUAL = List.of(CostSize.LFW, CostSize.YOUTUBE_FACES);

  /** What {@code --sizes} may name. */
  public static final List<String> SIZES =
      List.of(CostSize.LFW.name(), CostSize.YOUTUBE_FACES.name(), FULL_BATCH, CostSize.TINY.name());

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Cost of the rows";
  }

  @Override
  public void measure(Session session, Notebook notebook) throws IOException {
    Selection selection = session.selection();
    for (CostSize size : List.of(CostSize.LFW, CostSize.YOUTUBE_FACES, CostSize.TINY)) {
      if (selection.size(size.name(), USUAL.contains(size))) {
        measure(session, notebook, size);
      }
    }
    if (selection.size(FULL_BATCH, true)) {
      for (String row : RowOrder.SHALLOW) {
        if (selection.row(row)) {
          fullBatch(session, notebook, row);
        }
      }
    }
  }

  private static void measure(Session session, Notebook notebook, CostSize size)
      throws IOException {
    List<String> rows = ROWS.stream().filter(session.selection()::row).toList();
    FaceFile faces =
        size.equals(CostSize.YOUTUBE_FACES)
            ? session.video().first(size.each())
            : session.faces(size.preset(), size.people(), size.each());
    for (String row : rows) {
      if (row.endsWith("+" + CNN) && !Files.exists(faces.features(CNN))) {
        measure(session, notebook, size, faces, CNN);
      }
      measure(session, notebook, size, faces, row);
    }
  }

  private static void measure(
      Session session, Notebook notebook, CostSize size, FaceFile faces, String row)
      throws IOException {
    session.say().accept(NAME + ", " + size.title() + ": " + row);
    try (Child child = session.java(faces.arguments(NAME, size.protocol(), size.profile()))) {
      String request = SweepEstimate.FEATURES.contains(row) ? "features " : "row ";
      notebook.store(part(size.name(), row), recorded(child.ask(request + row)));
    }
  }

  private static void fullBatch(Session session, Notebook notebook, String row) throws IOException {
    session.say().accept(NAME + ", " + FULL_BATCH + ": " + row);
    String images = Integer.toString(SweepEstimate.FACESCRUB_IMAGES);
    String people = Integer.toString(FACESCRUB_PEOPLE);
    try (Child child = session.java("full-batch", images, people)) {
      notebook.store(part(FULL_BATCH, row), recorded(child.ask("train " + row)));
    }
  }

  /** Times and memory as a round, MAP as it is shown, sizes as facts. */
  static Recorder recorded(WorkerReply reply) {
    Recorder recorder = new Recorder();
    for (String key : List.of("train", "epoch", "encode", "peakMb")) {
      if (reply.has(key)) {
        recorder.round(key, reply.number(key));
      }
    }
    for (String key :
        List.of("images", "rows", "people", "dimension", "bits", "epochs", "profileEpochs")) {
      if (reply.has(key)) {
        recorder.fact(key, (int) reply.number(key));
      }
    }
    if (reply.has("map")) {
      recorder.fact("map", PageNumbers.of(reply.number("map")));
    }
    return recorder;
  }

  private static String part(String size, String row) {
    return NAME + "/" + size + "/" + row;
  }

  private static Map<String, Optional<Result>> stored(
      ResultStore store, String size, List<String> rows) {
    Map<String, Optional<Result>> out = new LinkedHashMap<>();
    rows.forEach(row -> out.put(row, store.read(part(size, row))));
    return out;
  }

  @Override
  public void show(ResultStore store, Page page) {
    page.text(
        "Each row in a process of its own, once, 48 bits, with the settings that a profile of"
            + " `experiments.yaml` gives it: seconds of training and of encoding all images, and"
            + " peak resident memory (`VmHWM`, the images and the features in memory as in a run)."
            + " Networks run a few epochs; their training is **extrapolated (≈)** to the profile's"
            + " epochs at the mean of the epochs after the first, what is done once counted once."
            + " A run may stop early, so this is an upper bound. Rows on features are without the"
            + " making of these, which has a line of its own; those on `cnn` learn from the features"
            + " of that short training. MAP, on rendered faces and after"
            + " those few epochs, shows that the work was done and nothing else.");
    for (CostSize size : USUAL) {
      show(store, page, size);
    }
    if (any(stored(store, CostSize.TINY.name(), ROWS))) {
      show(store, page, CostSize.TINY);
    }
    sweep(store, page.heading(3, "The paper's whole sweep"));
    fullBatch(store, page.heading(3, "Full-batch methods at FaceScrub's size"));
  }

  private static boolean any(Map<String, Optional<Result>> results) {
    return results.values().stream().anyMatch(Optional::isPresent);
  }

  private static Result first(Map<String, Optional<Result>> results) {
    return results.values().stream().flatMap(Optional::stream).findFirst().orElseThrow();
  }

  private static void show(ResultStore store, Page page, CostSize size) {
    page.heading(3, size.title());
    Map<String, Optional<Result>> results = stored(store, size.name(), ROWS);
    if (!any(results)) {
      page.notMeasured();
      return;
    }
    Result any = first(results);
    page.text(
        any.fact("images")
            + " rendered faces (preset `"
            + size.preset()
            + "`, "
            + size.people()
            + " people), "
            + any.fact("rows")
            + " of them to train; profile `"
            + size.profile()
            + "`.");
    CostTables.rows(results, page);
  }

  private static void sweep(ResultStore store, Page page) {
    Map<String, Optional<Result>> results = stored(store, CostSize.YOUTUBE_FACES.name(), ROWS);
    if (!any(results)) {
      page.notMeasured();
      return;
    }
    Map<String, RowCost> costs =
        results.entrySet().stream()
            .filter(e -> e.getValue().isPresent())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> RowCost.of(e.getKey(), e.getValue().orElseThrow())));
    SweepEstimate sweep = new SweepEstimate(costs, Integer.parseInt(first(results).fact("rows")));
    page.text(
        "An estimate from the figures of YouTube Faces' size: 2 data sets × 17 rows ("
            + "`"
            + SweepEstimate.YOUTUBE_FACES_ONLY
            + "` on YouTube Faces only, as in the paper) × "
            + SweepEstimate.LENGTHS
            + " lengths, each at the cost of 48 bits, the longest, so an upper bound; features"
            + " once a data set. FaceScrub, which was not measured, at "
            + PageNumbers.times(sweep.faceScrubFactor())
            + " the cost: "
            + PageNumbers.of(SweepEstimate.FACESCRUB_IMAGES)
            + " training images to "
            + PageNumbers.of(sweep.trainingImages())
            + ". Reading images, evaluation and figures are not counted; the memory is that of"
            + " single rows, and a run does all in one process.");
    CostTables.sweep(sweep, page);
  }

  private static void fullBatch(ResultStore store, Page page) {
    Map<String, Optional<Result>> results = stored(store, FULL_BATCH, RowOrder.SHALLOW);
    if (!any(results)) {
      page.notMeasured();
      return;
    }
    Result any = first(results);
    page.text(
        "Training on "
            + any.fact("rows")
            + " made-up vectors of "
            + any.fact("dimension")
            + " floats in "
            + any.fact("people")
            + " clusters: peak resident memory, to stay below 4 GB. Seconds are no measure of real"
            + " vectors. `fasth` trains few bits of 20 trees: what it holds is made for all bits at"
            + " the start or goes with the bit, and what stays of a bit are its trees, some 40 KB"
            + " of 200; the row at YouTube Faces' size has them all.");
    CostTables.fullBatch(results, page);
  }
}
