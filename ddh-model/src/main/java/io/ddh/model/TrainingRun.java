package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.Lanes;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What the training of a network starts from.
 *
 * @param data training and validation images
 * @param input size of the images
 * @param lanes lanes that share a batch
 * @param training how it is trained
 * @param scaling of the pixels
 * @param settings of the method
 * @param store of checkpoints
 * @param seed all randomness derives from it
 */
record TrainingRun(
    TrainingSet data,
    Networks.Shape input,
    Lanes lanes,
    Training training,
    Scaling scaling,
    Settings settings,
    CheckpointStore store,
    long seed) {

  /**
   * A run on all lanes of the machine.
   *
   * @param method name, for messages
   * @throws io.ddh.core.BadInputException if the network does not take images of this size
   */
  static TrainingRun of(
      String method,
      TrainingSet data,
      Training training,
      Settings settings,
      CheckpointStore store,
      long seed) {
    return new TrainingRun(
        data,
        DdhMethod.inputShape(method, data.images().shape()),
        Lanes.ofMachine(),
        training,
        Scaling.of(data.images(), data.fit()),
        settings,
        store,
        seed);
  }

  Networks networks() {
    return new Networks(input, training.initialization(), Seeds.derive(seed, "network"), lanes);
  }

  /**
   * Where the run is kept until it is over.
   *
   * @param bits code length; 0: of features
   */
  Checkpoints checkpoints(int bits) {
    return Checkpoints.of(store, settings, bits, seed, lanes);
  }

  /** Trains the graph in place, going on from the last checkpoint. */
  Trainer.Outcome train(
      ComputationGraph net, Objective objective, Checkpoints checkpoints, Progress progress) {
    long batches = Seeds.derive(seed, "batches");
    return new Trainer(data, objective, training, scaling, lanes, batches, progress)
        .train(net, checkpoints);
  }

  Encoder encoder(ComputationGraph net) {
    return new Encoder(net, input, scaling, lanes);
  }
}
