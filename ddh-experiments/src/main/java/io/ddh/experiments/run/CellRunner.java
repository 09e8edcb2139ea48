package io.ddh.experiments.run;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Embeddings;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.LabeledImages;
import io.ddh.core.Reason;
import io.ddh.core.Seeds;
import io.ddh.core.Split;
import io.ddh.eval.Evaluation;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.share.Postponed;
import io.ddh.experiments.work.CodesFile;
import io.ddh.experiments.work.RetrievalFiles;
import io.ddh.experiments.work.Retrievals;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one cell: computes the features, trains the method, encodes the whole data set and computes
 * the metrics.
 */
final class CellRunner {
  private static final Evaluation NOTHING = new Evaluation(Map.of(), Map.of(), new double[0], 0);

  private final RunContext run;
  private final FeatureStore features;
  private final CheckpointStores checkpoints;
  private final int shownBits;
  private final Measures measures;
  private final CollapseCheck collapse = new CollapseCheck();

  /**
   * Creates a runner of cells.
   *
   * @param shownBits code length whose retrievals are kept for the report
   * @param measures metrics to compute
   */
  CellRunner(RunContext run, int shownBits, Measures measures) {
    this.run = run;
    this.features = new FeatureStore(run);
    this.checkpoints = new CheckpointStores(run);
    this.shownBits = shownBits;
    this.measures = measures;
  }

  /** Returns the checkpoints of a cell's training. */
  TrainingCheckpoints training(PlannedCell planned, LoadedDataset loaded) {
    return new TrainingCheckpoints(
        run, planned, planned.id(), planned.methodSeed(), ProvenanceDraft.digests(planned, loaded));
  }

  /**
   * Makes the cell and returns its result. If the method of the cell throws an exception, the cell
   * counts as failed, but the run goes on.
   *
   * @throws Postponed if another process is making something that the cell needs
   */
  Cell run(PlannedCell planned, LoadedDataset loaded) {
    TrainingCheckpoints training = training(planned, loaded);
    ProvenanceDraft draft = new ProvenanceDraft(loaded.seconds());
    Evaluation evaluation = NOTHING;
    String status = Cell.FAILED;
    String reason;
    try {
      Evaluation found = evaluate(planned, loaded, training, draft);
      reason = Measures.notFinite(found);
      if (reason.isEmpty()) {
        evaluation = found;
        Optional<Collapse> collapsed =
            draft.trainingImages.stream().filter(Collapse::collapsed).findFirst();
        status = collapsed.isPresent() ? Cell.COLLAPSED : Cell.DONE;
        reason = collapsed.map(Collapse::toString).orElse("");
      }
    } catch (Postponed e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      if (e instanceof Error) {
        features.forget(); // in case the cell failed for lack of memory
      }
      training.failed();
      run.listener().failure(planned, e);
      reason = Reason.withKind(e);
    } finally {
      checkpoints.release();
    }
    draft.add("earlier", training.before());
    return new Cell(
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
        draft.finished(run, planned, loaded));
  }

  private Evaluation evaluate(
      PlannedCell planned,
      LoadedDataset loaded,
      TrainingCheckpoints training,
      ProvenanceDraft draft)
      throws IOException {
    Inputs inputs = loaded.images();
    if (planned.features().isPresent()) {
      FeaturePlan plan = planned.features().get();
      FeatureStore.Made made = features.get(planned, plan, loaded);
      inputs = made.outputs().get(plan.output());
      draft.lap("features");
      draft.featureFacts = made.facts();
    }
    Hasher hasher =
        planned.train(
            loaded.training(planned, inputs),
            checkpoints.of(planned, loaded, training),
            run.listener());
    draft.lap("train");
    draft.facts = CellStore.checked(hasher.facts());
    Split split = loaded.drawn(planned).split();
    int[] labels = loaded.data().images().labels();
    Optional<Embeddings> vectors = hasher.embeddings(inputs);
    if (vectors.isPresent()) { // a reference row without codes
      return noted(draft, measures.of(vectors.get(), labels, split));
    }
    run.listener().report("encoding", 0, inputs.size());
    BinaryCodes codes = hasher.encode(inputs);
    draft.lap("encode");
    Check.that(
        codes.bits() == planned.bits() && codes.size() == inputs.size(),
        "%s encoded %d inputs to %s",
        planned.row(),
        inputs.size(),
        codes);
    run.listener().report("evaluating", 0, split.query().length);
    Evaluation evaluation = noted(draft, measures.of(codes, labels, split));
    collapse.of(planned, loaded, codes).ifPresent(draft.trainingImages::add);
    draft.codes = keep(planned, loaded, hasher, codes);
    return evaluation;
  }

  private static Evaluation noted(ProvenanceDraft draft, Evaluation evaluation) {
    draft.lap("evaluate");
    if (evaluation.withoutRelevant() > 0) {
      draft.notes.add(evaluation.withoutRelevant() + " queries have no relevant gallery item");
    }
    return evaluation;
  }

  /**
   * Writes codes, retrievals and weights to the work folder and returns the digest of the codes.
   * These files are never written to the results folder, since they are large and the images may
   * show real people.
   */
  private String keep(PlannedCell planned, LoadedDataset loaded, Hasher hasher, BinaryCodes codes)
      throws IOException {
    String dataset = planned.dataset().name();
    String digest = CodesFile.write(CodesFile.file(run.work(), dataset, planned.id()), codes);
    if (planned.bits() == shownBits) {
      LabeledImages images = loaded.data().images();
      Split split = loaded.drawn(planned).split();
      long seed = Seeds.derive(split.seed(), "retrievals");
      Retrievals found = Retrievals.of(codes, images.labels(), split, seed);
      RetrievalFiles.write(run.work(), dataset, planned.id(), digest, found, images.images());
    }
    try {
      hasher.save(run.folder(planned).resolve("hashers").resolve(planned.id() + ".ddh"));
    } catch (UnsupportedOperationException e) {
      run.listener().report("not saved: " + e.getMessage(), 0, 0); // saving is optional
    }
    return digest;
  }
}
