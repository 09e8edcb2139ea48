package io.ddh.baselines;

import io.ddh.core.Features;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Trains FastHash bit by bit. For each bit, the trainer infers what the bit of each row should be,
 * boosts trees that predict this bit, and continues with the bits that the trees predict. Rows are
 * processed in the order of their classes.
 */
final class FasthTrainer {
  /** Number of trees between two progress reports. */
  private static final int REPORT = 10;

  private final Quantizer quantizer;
  private final byte[][] columns;
  private final PairSet pairs;
  private final int bits;
  private final FasthSettings settings;
  private final long seed;

  /**
   * The result of training.
   *
   * @param quantizer converts features to bins
   * @param trees number of trees of each bit
   * @param all the trees of all bits, one bit after another
   * @param facts facts about the training, for the result file
   */
  record Result(Quantizer quantizer, int[] trees, Ensemble all, Map<String, Object> facts) {}

  FasthTrainer(Features x, int[] labels, int classes, int bits, FasthSettings settings, long seed) {
    int[] start = new int[classes + 1];
    for (int label : labels) {
      start[label + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] order = new int[labels.length];
    int[] next = start.clone();
    for (int i = 0; i < labels.length; i++) {
      order[next[labels[i]]++] = i;
    }
    this.quantizer = Quantizer.of(x);
    this.columns = quantizer.columns(x, order);
    this.pairs = PairSet.draw(start, settings.partners(), Seeds.derive(seed, "pairs"));
    this.bits = bits;
    this.settings = settings;
    this.seed = seed;
  }

  Result train(Progress progress) {
    BlockInference inference = new BlockInference(pairs, bits);
    TreeBoost boost = new TreeBoost(columns, settings);
    Random order = new Random(Seeds.derive(seed, "classes"));
    List<TreeBoost.Weighted> all = new ArrayList<>();
    int[] counts = new int[bits];
    List<Double> inferred = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    double solved = 0;
    long total = (long) bits * settings.trees();
    for (int k = 0; k < bits; k++) {
      long done = (long) k * settings.trees();
      String what = "fasth bit " + (k + 1);
      progress.report(what, done, total);
      BlockInference.Result bit = inference.infer(settings.sweeps(), order, cost -> {});
      inferred.add(bit.end());
      solved += bit.solved() / bits;
      double[] margin = new double[pairs.size()];
      List<TreeBoost.Weighted> trees =
          boost.fit(
              bit.bits(),
              startWeights(bit),
              margin,
              t -> {
                if (t % REPORT == 0) {
                  progress.report(what, done + t, total);
                }
              });
      all.addAll(trees);
      counts[k] = trees.size();
      byte[] said = new byte[margin.length];
      int wrong = 0;
      for (int i = 0; i < said.length; i++) {
        said[i] = (byte) (margin[i] > 0 ? 1 : -1);
        wrong += said[i] == bit.bits()[i] ? 0 : 1;
      }
      errors.add((double) wrong / said.length);
      inference.append(said);
      losses.add(inference.loss());
    }
    progress.report("fasth", total, total);
    return new Result(
        quantizer,
        counts,
        Ensemble.of(settings.depth(), all),
        Map.of(
            "trees", all.size(),
            "objective.inferred", inferred,
            "objective", losses,
            "error", errors,
            "blocks.solved", solved));
  }

  /**
   * Returns each row's initial weight, which says how much its bit matters. If no row's bit
   * matters, all weights are equal.
   */
  private static double[] startWeights(BlockInference.Result bit) {
    double[] weights = bit.weights();
    if (Arrays.stream(weights).allMatch(w -> w == 0)) {
      Arrays.fill(weights, 1);
    }
    return weights;
  }
}
