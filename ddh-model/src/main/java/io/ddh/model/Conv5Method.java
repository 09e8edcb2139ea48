package io.ddh.model;

import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.model.Networks.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Base class of CNNH and DSH. Both methods use a network of three 5×5 convolutions (each followed
 * by overlapping pooling), then a dense layer of 500 units, then one output per bit; the sign of an
 * output is its bit. Both methods learn from n×side×side×C pixels; the side is 32 in the papers.
 * Results are reproducible to the same degree as those of {@link DdhMethod}.
 */
abstract sealed class Conv5Method extends NetworkMethod permits Cnnh, Dsh {
  private final List<Stage> stages;
  private final Activation activation;

  /**
   * Fixes the network's structure.
   *
   * @param stages the convolutions, from the input to the output
   * @param activation activation function of the outputs
   */
  Conv5Method(Profile profile, Settings settings, List<Stage> stages, Activation activation) {
    super(profile, settings);
    this.stages = stages;
    this.activation = activation;
  }

  /** Returns the loss whose gradient training follows. */
  abstract ILossFunction loss(int bits);

  /**
   * Creates the objective, which consists of the targets, the order of the rows and the loss that
   * chooses the epoch.
   *
   * @param facts receives facts about how the objective was made, for the result file
   */
  abstract Objective objective(
      TrainingRun run, int bits, Progress progress, Map<String, Object> facts);

  @Override
  final Hasher learn(TrainingRun run, int bits, Progress progress) {
    Map<String, Object> facts = new LinkedHashMap<>();
    Objective objective = objective(run, bits, progress, facts);
    Training training = run.training();
    ComputationGraph net =
        run.networks()
            .conv5(stages, bits, activation, loss(bits), training.rate(), training.decay());
    facts.putAll(run.train(net, objective, run.checkpoints(bits), progress).facts());
    facts.put("parameters", net.numParams(false));
    return new NetworkHasher(name(), bits, Map.of(), run.encoder(net), facts);
  }

  @Override
  final ComputationGraph encoder(TensorFile file, String where, Networks networks, int bits) {
    return networks.conv5(stages, bits, activation, loss(bits), 0, 0);
  }
}
