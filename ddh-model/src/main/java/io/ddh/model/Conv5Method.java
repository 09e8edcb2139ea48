package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.model.Networks.Stage;
import io.ddh.model.kernel.Lanes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What CNNH and DSH share: a network of three 5×5 convolutions, each with an overlapping pool, a
 * dense layer of 500 and one output a bit, whose sign is the bit. Learns from n×side×side×C pixels,
 * 32×32 in the papers. Repeats as DDH does, see {@link DdhMethod}.
 */
abstract sealed class Conv5Method implements HashMethod permits Cnnh, Dsh {
  /**
   * What the network learns.
   *
   * @param objective targets, order and the watched loss
   * @param loss of a batch
   * @param facts of its making, for the result file
   */
  record Goal(Objective objective, ILossFunction loss, Map<String, Object> facts) {}

  /** The convolutions, from the image up. */
  abstract List<Stage> stages();

  /** Of the outputs. */
  abstract Activation activation();

  abstract Settings settings();

  abstract Goal goal(TrainingSet data, int bits, long seed, Progress progress);

  /** A loss for a graph that only encodes. */
  abstract ILossFunction anyLoss();

  @Override
  public final void checkImages(ImageShape shape) {
    DdhMethod.inputShape(name(), shape);
  }

  @Override
  public final Settings suited(Settings its, int images) {
    return Training.suited(its, images);
  }

  @Override
  public final Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    return train(data, bits, seed, CheckpointStore.none(seed), progress);
  }

  @Override
  public final Hasher train(
      TrainingSet data, int bits, long seed, CheckpointStore store, Progress progress) {
    checkBits(bits);
    Settings suited = suited(settings(), data.size());
    if (suited != settings()) {
      return configure(suited).train(data, bits, seed, store, progress);
    }
    Networks.Shape input = DdhMethod.inputShape(name(), data.images().shape());
    Lanes lanes = Lanes.ofMachine();
    Training training = Training.of(settings());
    Scaling scaling = Scaling.of(data.images(), data.fit());
    Goal goal = goal(data, bits, seed, progress);
    ComputationGraph net =
        new Networks(input, training.initialization(), Seeds.derive(seed, "network"), lanes)
            .conv5(stages(), bits, activation(), goal.loss(), training.rate(), training.decay());
    Trainer.Outcome outcome =
        new Trainer(
                data,
                goal.objective(),
                training,
                scaling,
                lanes,
                Seeds.derive(seed, "batches"),
                progress)
            .train(net, StoredCheckpoints.of(store, settings(), bits, seed, lanes));
    Map<String, Object> facts = new LinkedHashMap<>(goal.facts());
    facts.putAll(outcome.facts());
    facts.put("parameters", net.numParams(false));
    return new NetworkHasher(
        name(), bits, Map.of(), new Encoder(net, input, scaling, lanes), facts);
  }

  @Override
  public final Hasher restore(TensorFile state, String where) {
    return NetworkHasher.of(
        name(),
        state,
        where,
        (saved, networks, bits) -> networks.conv5(stages(), bits, activation(), anyLoss(), 0, 0));
  }
}
