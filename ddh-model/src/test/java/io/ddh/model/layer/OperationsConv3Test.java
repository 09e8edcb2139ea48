package io.ddh.model.layer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All of {@link Conv3ParityTest} again by ND4J operations, here on the CPU. */
class OperationsConv3Test extends Conv3ParityTest {
  @BeforeAll
  static void operations() {
    System.setProperty(Execution.PROPERTY, Execution.OPERATIONS.label());
  }

  @AfterAll
  static void back() {
    System.clearProperty(Execution.PROPERTY);
  }
}
