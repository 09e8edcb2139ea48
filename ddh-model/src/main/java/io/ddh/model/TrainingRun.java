package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.Lanes;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Everything that the training of a network starts from.
 *
 * @param data training and validation images
 * @param input size of the input images
 * @param lanes the lanes that divide a batch among themselves
 * @param recipe epochs, step size and other settings of the training
 * @param scaling how pixel values become network inputs
 * @param settings all settings of the method
 * @param store the checkpoint store
 * @param seed the seed from which all randomness derives
 */
record TrainingRun(
    TrainingSet data,
    Networks.Shape input,
    Lanes lanes,
    Recipe recipe,
    Scaling scaling,
    Settings settings,
    CheckpointStore store,
    long seed) {

  /**
   * Prepares a training run that uses all lanes of the machine.
   *
   * @param method name of the method, for messages
   * @throws io.ddh.core.BadInputException if the network does not take images of this size
   */
  static TrainingRun of(
      String method,
      TrainingSet data,
      Recipe recipe,
      Settings settings,
      CheckpointStore store,
      long seed) {
    return new TrainingRun(
        data,
        DdhMethod.inputShape(method, data.images().shape()),
        Lanes.ofMachine(),
        recipe,
        Scaling.of(data.images(), data.fit()),
        settings,
        store,
        seed);
  }

  /** Returns this run with another recipe. */
  TrainingRun with(Recipe other) {
    return new TrainingRun(data, input, lanes, other, scaling, settings, store, seed);
  }

  Networks networks() {
    return new Networks(input, recipe.initialization(), Seeds.derive(seed, "network"), lanes);
  }

  /**
   * Returns the checkpoints of this training, which are kept until it ends.
   *
   * @param bits code length; 0 if features are trained instead of codes
   */
  Checkpoints checkpoints(int bits) {
    return Checkpoints.of(store, settings, bits, seed, lanes);
  }

  /** Trains the graph in place, resuming from the last checkpoint if there is one. */
  Trainer.Outcome train(
      ComputationGraph net, BatchOrder order, Checkpoints checkpoints, Progress progress) {
    long batches = Seeds.derive(seed, "batches");
    return new Trainer(this, order, batches, progress).train(net, checkpoints);
  }

  Encoder encoder(ComputationGraph net) {
    return new Encoder(net, input, scaling, lanes);
  }
}
