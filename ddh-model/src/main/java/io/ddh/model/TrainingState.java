package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.TensorFile;
import io.ddh.model.kernel.Adam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a training after an epoch. Together with the data and the settings, it determines
 * the rest of the training. The state contains no random generator, because random choices derive
 * from the seed and the epoch's number.
 *
 * @param epoch number of completed epochs
 * @param bestEpoch the epoch with the best weights so far
 * @param bestLoss watched loss of the best epoch; infinite if there is none yet
 * @param nanos training time in nanoseconds, without the time for the watched loss
 * @param losses training loss of each epoch
 * @param watched watched loss of each epoch; empty if no rows are watched
 * @param parameters current parameters of the graph
 * @param best parameters of the best epoch; empty if they are the current ones
 * @param step state of the optimiser
 */
record TrainingState(
    int epoch,
    int bestEpoch,
    double bestLoss,
    long nanos,
    List<Double> losses,
    List<Double> watched,
    float[] parameters,
    float[] best,
    Adam.State step) {

  TrainingState {
    losses = List.copyOf(losses);
    watched = List.copyOf(watched);
  }

  /** Returns the state before the first epoch. */
  static TrainingState start() {
    return new TrainingState(
        0,
        0,
        Double.POSITIVE_INFINITY,
        0,
        List.of(),
        List.of(),
        new float[0],
        new float[0],
        new Adam.State(new float[0], 0));
  }

  /**
   * Returns the training images per second, without the time for validation, given the images per
   * epoch.
   */
  double imagesPerSecond(int images) {
    return (double) images * epoch / nanos * 1e9;
  }

  /** Returns this state as a file of the given kind. */
  TensorFile file(String kind) {
    Map<String, String> texts = new HashMap<>();
    texts.put("epoch", Integer.toString(epoch));
    texts.put("best-epoch", Integer.toString(bestEpoch));
    texts.put("best-loss", Double.toString(bestLoss));
    texts.put("nanos", Long.toString(nanos));
    texts.put("steps", Integer.toString(step.steps()));
    for (int i = 0; i < losses.size(); i++) {
      texts.put("loss." + i, Double.toString(losses.get(i)));
    }
    for (int i = 0; i < watched.size(); i++) {
      texts.put("watched." + i, Double.toString(watched.get(i)));
    }
    Map<String, float[]> arrays =
        Map.of("parameters", parameters, "best", best, "moments", step.moments());
    return new TensorFile(kind, texts, arrays);
  }

  /**
   * Restores a state from what {@link #file} returned.
   *
   * @throws IllegalArgumentException if an entry is missing or is not a number
   */
  static TrainingState of(TensorFile file) {
    int epoch = Integer.parseInt(file.text("epoch"));
    List<Double> losses = list(file, "loss.");
    Check.that(losses.size() == epoch, "found %d losses for %d epochs", losses.size(), epoch);
    return new TrainingState(
        epoch,
        Integer.parseInt(file.text("best-epoch")),
        Double.parseDouble(file.text("best-loss")),
        Long.parseLong(file.text("nanos")),
        losses,
        list(file, "watched."),
        file.array("parameters"),
        file.array("best"),
        new Adam.State(file.array("moments"), Integer.parseInt(file.text("steps"))));
  }

  private static List<Double> list(TensorFile file, String prefix) {
    List<Double> out = new ArrayList<>();
    while (file.texts().containsKey(prefix + out.size())) {
      out.add(Double.parseDouble(file.text(prefix + out.size())));
    }
    return out;
  }
}
