package io.ddh.experiments.run;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.LabeledImages;
import io.ddh.core.Seeds;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.eval.Evaluation;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.share.Postponed;
import io.ddh.experiments.work.CodesFile;
import io.ddh.experiments.work.RetrievalFiles;
import io.ddh.experiments.work.Retrievals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes one cell: features, training, codes of the whole data set, metrics. */
final class CellRunner {
  private static final Evaluation NOTHING = new Evaluation(Map.of(), Map.of(), new double[0], 0);

  private final Path work;
  private final FeatureStore features;
  private final CheckpointStores shelves;
  private final UnfinishedTrainings unfinished;
  private final RunOrigin origin;
  private final int shownBits;
  private final Measures measures;
  private final RunListener listener;
  private final CollapseCheck collapse = new CollapseCheck();

  /**
   * Makes cells.
   *
   * @param shownBits code length whose retrievals are kept for the report
   * @param measures what is measured
   */
  CellRunner(
      Path work,
      FeatureStore features,
      CheckpointStores shelves,
      UnfinishedTrainings unfinished,
      RunOrigin origin,
      int shownBits,
      Measures measures,
      RunListener listener) {
    this.work = work;
    this.shownBits = shownBits;
    this.measures = measures;
    this.features = features;
    this.shelves = shelves;
    this.unfinished = unfinished;
    this.origin = origin;
    this.listener = listener;
  }

  /**
   * A cell, done or failed.
   *
   * @param cell for the results
   * @param training to be told that it is over, once these are written
   */
  record Result(Cell cell, UnfinishedTrainings.Training training) {}

  /** The shelf of what serves a cell's training alone. */
  UnfinishedTrainings.Training training(PlannedCell planned, LoadedDataset loaded) {
    return unfinished.of(
        planned.dataset().name(),
        planned.id(),
        Runner.seed(planned),
        ProvenanceDraft.digests(planned, loaded));
  }

  /**
   * The cell, done or failed: what a method throws is its row's failure, not the run's.
   *
   * @throws Postponed if something that it needs is being made elsewhere
   */
  Result run(PlannedCell planned, LoadedDataset loaded) {
    UnfinishedTrainings.Training training = training(planned, loaded);
    ProvenanceDraft draft = new ProvenanceDraft(origin, planned, loaded);
    Stopwatch watch = new Stopwatch(loaded.seconds());
    Evaluation evaluation;
    String reason = "";
    try {
      evaluation = evaluate(planned, loaded, training, watch, draft);
      reason = Measures.notFinite(evaluation);
    } catch (Postponed e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      if (e instanceof Error) {
        features.forget(); // memory may be short
      }
      training.failed();
      listener.failure(planned, e);
      reason = Failures.reason(e);
      evaluation = NOTHING;
    } finally {
      shelves.release();
    }
    Optional<Collapse> collapsed =
        draft.trainingImages.stream().filter(Collapse::collapsed).findFirst();
    String status = Cell.DONE;
    if (!reason.isEmpty()) {
      status = Cell.FAILED;
      evaluation = NOTHING;
    } else if (collapsed.isPresent()) {
      status = Cell.COLLAPSED;
      reason = collapsed.get().toString();
    }
    watch.add("earlier", training.before());
    Cell cell =
        new Cell(
            Cell.FORMAT,
            planned.dataset().name(),
            loaded.data().synthetic(),
            planned.row(),
            planned.bits(),
            planned.seed(),
            status,
            reason,
            evaluation.metrics(),
            evaluation.curves(),
            evaluation.averagePrecision(),
            draft.finished(watch.asMap()));
    return new Result(cell, training);
  }

  private Evaluation evaluate(
      PlannedCell planned,
      LoadedDataset loaded,
      UnfinishedTrainings.Training unfinishedTraining,
      Stopwatch watch,
      ProvenanceDraft draft)
      throws IOException {
    Inputs inputs = loaded.data().images().images();
    if (planned.features().isPresent()) {
      FeatureStore.Trained made = features.get(planned, planned.features().get(), loaded, listener);
      inputs = made.values();
      watch.lap("features");
      draft.featureFacts = made.facts();
    }
    int[] labels = loaded.data().images().labels();
    Split split = loaded.splits().get(planned.seed()).split();
    TrainingSet training = TrainingSet.of(inputs, labels, split);
    Hasher hasher =
        planned
            .method()
            .train(
                training,
                planned.bits(),
                Runner.seed(planned),
                shelves.of(planned, loaded, unfinishedTraining),
                listener);
    watch.lap("train");
    draft.facts = hasher.facts();
    listener.report("encoding", 0, inputs.size());
    BinaryCodes codes = hasher.encode(inputs);
    watch.lap("encode");
    Check.that(
        codes.bits() == planned.bits() && codes.size() == inputs.size(),
        "%s encoded %d inputs to %s",
        planned.row(),
        inputs.size(),
        codes);
    listener.report("evaluating", 0, split.query().length);
    Evaluation evaluation = measures.of(codes, labels, split);
    watch.lap("evaluate");
    collapse.of(planned, loaded, codes).ifPresent(draft.trainingImages::add);
    draft.codes = keep(planned, loaded, hasher, codes);
    if (evaluation.withoutRelevant() > 0) {
      draft.notes.add(evaluation.withoutRelevant() + " queries have no relevant gallery item");
    }
    return evaluation;
  }

  /**
   * Codes, retrievals and weights are for the work folder, never for the results: they are large,
   * and the pictures may show real people. Returns the digest of the codes.
   */
  private String keep(PlannedCell planned, LoadedDataset loaded, Hasher hasher, BinaryCodes codes)
      throws IOException {
    String dataset = planned.dataset().name();
    String digest = CodesFile.write(CodesFile.file(work, dataset, planned.id()), codes);
    if (planned.bits() == shownBits) {
      LabeledImages images = loaded.data().images();
      Split split = loaded.splits().get(planned.seed()).split();
      long seed = Seeds.derive(split.seed(), "retrievals");
      Retrievals found = Retrievals.of(codes, images.labels(), split, seed);
      RetrievalFiles.write(work, dataset, planned.id(), digest, found, images.images());
    }
    Path folder = work.resolve(dataset);
    try {
      hasher.save(folder.resolve("hashers").resolve(planned.id() + ".ddh"));
    } catch (UnsupportedOperationException e) {
      listener.report("not saved: " + e.getMessage(), 0, 0); // optional in the contract
    }
    return digest;
  }
}
