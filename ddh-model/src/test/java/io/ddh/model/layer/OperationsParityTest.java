package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

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

  @AfterAll
  static void back() {
    System.clearProperty(Execution.PROPERTY);
  }

  @Test
  void theseAreTheOperations() {
    assertThat(Execution.chosen()).isEqualTo(Execution.OPERATIONS);
  }
}
