package io.ddh.model;

import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.OffHeap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains a graph that ends in a loss. The weights of the epoch with the lowest loss on the watched
 * rows are kept, and training stops early if that loss no longer falls. Without watched rows, the
 * last epoch's weights are kept.
 *
 * @param run data and recipe
 * @param order order of the training images
 * @param seed seed of the order and of the images' random changes
 * @param progress receives a report per epoch
 */
record Trainer(TrainingRun run, BatchOrder order, long seed, Progress progress) {
  /**
   * Revision of the networks with batch norm. Since revision 2, networks are compared after each
   * epoch, and used, with the batch norm statistics of their current weights ({@link
   * CurrentStatistics}).
   */
  static final int REVISION = 2;

  /**
   * The result of training.
   *
   * @param batch largest number of images per step
   * @param parameters number of learned parameters
   * @param imagesPerSecond training images per second, with the time for validation left out
   * @param state state at the end of the training
   */
  record Outcome(int batch, long parameters, double imagesPerSecond, TrainingState state) {
    /**
     * Returns the facts about the training for the result file; the two lists have one number per
     * epoch.
     */
    Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("batch", batch);
      facts.put("steps", state.step().steps());
      facts.put("epochs", state.epoch());
      facts.put("best_epoch", state.bestEpoch());
      facts.put("validation_loss", state.bestLoss());
      facts.put("train_images_per_second", (double) Math.round(imagesPerSecond));
      facts.put("loss_by_epoch", state.losses());
      facts.put("validation_loss_by_epoch", state.watched());
      return facts;
    }
  }

  /**
   * Trains the graph in place. The training resumes from the last checkpoint, unless that
   * checkpoint belongs to another graph. A resumed training gives bit for bit the same result as an
   * uninterrupted one.
   */
  Outcome train(ComputationGraph net, Checkpoints checkpoints) {
    return Blas.singleThreaded(() -> trainEpochs(net, checkpoints));
  }

  private Outcome trainEpochs(ComputationGraph net, Checkpoints checkpoints) {
    TrainingSet data = run.data();
    Recipe recipe = run.recipe();
    GraphStep step = new GraphStep(net, run.lanes());
    BatchFiller filler = new BatchFiller(data.images(), run.scaling(), run.lanes());
    CurrentStatistics statistics =
        new CurrentStatistics(
            net, filler, data.fit(), new SplittableRandom(Seeds.derive(seed, "statistics")));
    int capacity = Math.min(recipe.batch(), Math.max(2, data.size()));
    TrainingBatches batches = new TrainingBatches(run, filler, net, capacity);
    int[] rows = data.fit().clone();
    int[] watchedRows = order.watched();
    boolean choose = !recipe.keepsLast() && watchedRows.length > 0;
    TrainingState state =
        checkpoints
            .last()
            .filter(last -> last.parameters().length == net.numParams())
            .map(last -> resume(last, net, step, rows))
            .orElseGet(TrainingState::start);
    int first = firstEligibleEpoch(rows.length);
    while (state.epoch() < recipe.epochs()
        && (!choose || state.epoch() - state.bestEpoch() < recipe.patience())) {
      int epoch = state.epoch() + 1;
      long start = System.nanoTime();
      double loss = epoch(step, batches, rows, epoch);
      statistics.take();
      long nanos = state.nanos() + System.nanoTime() - start;
      double watched = watchedRows.length > 0 ? batches.loss(watchedRows) : Double.NaN;
      boolean early = epoch < first;
      boolean better = !choose || early || watched < state.bestLoss();
      List<Double> losses = append(state.losses(), loss);
      List<Double> watchedLosses =
          watchedRows.length > 0 ? append(state.watched(), watched) : List.of();
      float[] present = OffHeap.values(net.params());
      state =
          new TrainingState(
              epoch,
              better ? epoch : state.bestEpoch(),
              early ? Double.POSITIVE_INFINITY : better ? watched : state.bestLoss(),
              nanos,
              losses,
              watchedLosses,
              present,
              choose ? better ? present : state.best() : new float[0],
              step.state());
      checkpoints.keep(state);
      report(state, loss, watched, rows.length);
    }
    if (state.best().length > 0) {
      OffHeap.assign(net.params(), state.best());
    }
    return new Outcome(recipe.batch(), step.learned(), state.imagesPerSecond(rows.length), state);
  }

  /**
   * Returns the first epoch that may be chosen as the best. Before this epoch, an almost untrained
   * network may happen to have the lowest loss on a few validation images. In a training run that
   * ends earlier, every epoch may be chosen.
   */
  private int firstEligibleEpoch(int images) {
    Recipe recipe = run.recipe();
    int steps = (images + recipe.batch() - 1) / recipe.batch();
    int first = (recipe.leastSteps() + steps - 1) / steps;
    return first < recipe.epochs() ? first : 1;
  }

  /** Restores the graph, the optimiser and the order of the rows from a state. */
  private TrainingState resume(
      TrainingState state, ComputationGraph net, GraphStep step, int[] rows) {
    OffHeap.assign(net.params(), state.parameters());
    step.restore(state.step());
    for (int epoch = 1; epoch <= state.epoch(); epoch++) {
      order.arrange(rows, new SplittableRandom(epochSeed(epoch)));
    }
    return state;
  }

  private void report(TrainingState state, double loss, double watched, int images) {
    String validation =
        Double.isNaN(watched)
            ? ""
            : String.format(Locale.ROOT, " validation %.4f best %d", watched, state.bestEpoch());
    progress.report(
        String.format(
            Locale.ROOT,
            "epoch %d loss %.4f%s, %d images/s",
            state.epoch(),
            loss,
            validation,
            Math.round(state.imagesPerSecond(images))),
        state.epoch(),
        run.recipe().epochs());
  }

  /**
   * Appends a loss, rounded to six decimals, which is enough for a curve and keeps the result file
   * small.
   */
  private static List<Double> append(List<Double> losses, double loss) {
    List<Double> out = new ArrayList<>(losses);
    out.add(Math.rint(loss * 1e6) / 1e6);
    return out;
  }

  private long epochSeed(int epoch) {
    return Seeds.derive(seed, "epoch", epoch);
  }

  /**
   * Trains on each row once, in batches whose sizes differ by at most one image. Returns the mean
   * loss.
   */
  private double epoch(GraphStep step, TrainingBatches source, int[] rows, int epoch) {
    Recipe recipe = run.recipe();
    long epochSeed = epochSeed(epoch);
    order.arrange(rows, new SplittableRandom(epochSeed));
    source.loss().beforeEpoch(epoch, source::outputs);
    int batches = (rows.length + recipe.batch() - 1) / recipe.batch();
    double sum = 0;
    for (int b = 0; b < batches; b++) {
      int from = (int) ((long) rows.length * b / batches);
      int to = (int) ((long) rows.length * (b + 1) / batches);
      step.scale(recipe.schedule().factor((epoch - 1 + (double) b / batches) / recipe.epochs()));
      double score = source.fit(step, rows, from, to, recipe.augmentation(), epochSeed);
      if (!Double.isFinite(score)) {
        throw new ArithmeticException(
            "the loss or its gradient became " + score + " in epoch " + epoch);
      }
      sum += score * (to - from);
    }
    return sum / rows.length;
  }
}
