package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Progress;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Execution;
import io.ddh.model.layer.Initialization;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The whole network inside DL4J's workspaces, where a layer's own arrays must outlive the forward
 * pass: one epoch of unequal batches, by the kernels and by ND4J's operations.
 */
class ExecutionParityTest {
  private static final Toy TOY = Toy.of(5, 9, 3);

  private record Trained(Trainer.Outcome outcome, float[] parameters) {}

  /**
   * Adam divides a gradient by its size, so that where it is almost 0 its last digits decide a
   * whole step of 1e-3: single parameters may differ by steps, their mean may not.
   */
  @Test
  void oneEpochGivesTheSameNetwork() {
    Trained kernels = trained(Execution.KERNELS);
    Trained operations = trained(Execution.OPERATIONS);
    assertThat(operations.outcome.state().bestLoss())
        .isCloseTo(
            kernels.outcome.state().bestLoss(),
            Offset.offset(1e-4 * kernels.outcome.state().bestLoss()));
    double sum = 0;
    for (int i = 0; i < kernels.parameters.length; i++) {
      sum += Math.abs(kernels.parameters[i] - operations.parameters[i]);
    }
    assertThat(sum / kernels.parameters.length).isLessThan(1e-6);
  }

  @AfterEach
  void back() {
    System.clearProperty(Execution.PROPERTY);
  }

  private static Trained trained(Execution execution) {
    System.setProperty(Execution.PROPERTY, execution.label());
    Lanes lanes = new Lanes(2);
    Networks networks = new Networks(new Networks.Shape(32, 3), Initialization.FAN_IN, 1, lanes);
    ComputationGraph net = networks.ddh(new DdhShape(4, true, 0.05, false), 12, 5, 1e-3, 1e-4);
    Recipe recipe =
        new Recipe(
            1,
            1,
            0,
            13,
            1e-3,
            1e-4,
            Initialization.FAN_IN,
            Augmentation.NONE,
            Schedule.CONSTANT,
            false);
    Trainer.Outcome outcome =
        new Trainer(
                TrainerParityTest.run(TOY.training(), recipe, lanes),
                BatchOrder.shuffled(TOY.training()),
                7,
                Progress.NONE)
            .train(net, new Checkpoints(CheckpointStore.none(1), "none", Map.of()));
    return new Trained(outcome, OffHeap.values(net.params()));
  }
}
