package io.ddh.model;

import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.model.Networks.Stage;
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
abstract sealed class Conv5Method extends NetworkMethod permits Cnnh, Dsh {
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

  abstract Goal goal(TrainingSet data, int bits, long seed, Progress progress);

  /** A loss for a graph that only encodes. */
  abstract ILossFunction anyLoss();

  @Override
  final Hasher learn(TrainingRun run, int bits, Progress progress) {
    Training training = run.training();
    Goal goal = goal(run.data(), bits, run.seed(), progress);
    ComputationGraph net =
        run.networks()
            .conv5(stages(), bits, activation(), goal.loss(), training.rate(), training.decay());
    Map<String, Object> facts = new LinkedHashMap<>(goal.facts());
    facts.putAll(run.train(net, goal.objective(), run.checkpoints(bits), progress).facts());
    facts.put("parameters", net.numParams(false));
    return new NetworkHasher(name(), bits, Map.of(), run.encoder(net), facts);
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
