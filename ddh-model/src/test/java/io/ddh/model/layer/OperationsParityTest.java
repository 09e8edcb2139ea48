package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.kernel.Lanes;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All of {@link LayerParityTest} again, with the layers that a GPU runs: the same ND4J operations,
 * here on the CPU.
 */
class OperationsParityTest extends LayerParityTest {
  @BeforeAll
  static void operations() {
    System.setProperty(Execution.PROPERTY, Execution.OPERATIONS.label());
  }

  /** Exact dyadic values, so that every window ties on every machine. */
  @Test
  void tiesSendTheirGradientWhereTheKernelsDo() {
    double[] operations = inputGradientAtTies();
    System.setProperty(Execution.PROPERTY, Execution.KERNELS.label());
    try {
      LayerHarness.assertClose("input", operations, inputGradientAtTies(), 1e-5);
    } finally {
      operations();
    }
  }

  private static double[] inputGradientAtTies() {
    FusedLayer.Start start = new FusedLayer.Start(Initialization.HE_GLOROT, 3);
    LayerHarness harness =
        new LayerHarness(new ConvBlock(6, 1, 2, 2, false, start, new Lanes(1)), 7);
    harness.set("W", 0.5, -0.5, 1, -1, 0.25, 0.75, -0.5, 0.5);
    harness.set("gamma", 1, -1);
    harness.set("beta", 1, 1);
    double[] flat = new double[2 * 36];
    Arrays.fill(flat, 36, 72, 0.25); // two flat images that differ
    harness.activate(flat, true, 2, 6, 6, 1);
    return harness.backward(harness.randoms(2 * 2 * 2 * 2), 2, 2, 2, 2);
  }

  @AfterAll
  static void back() {
    System.clearProperty(Execution.PROPERTY);
  }

  @Test
  void theseAreTheOperations() {
    assertThat(Execution.chosen()).isEqualTo(Execution.OPERATIONS);
  }
}
