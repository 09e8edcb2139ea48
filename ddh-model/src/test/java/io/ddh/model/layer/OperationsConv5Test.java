package io.ddh.model.layer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All of {@link Conv5ParityTest} again by ND4J operations, here on the CPU. */
class OperationsConv5Test extends Conv5ParityTest {
  @BeforeAll
  static void operations() {
    System.setProperty(Execution.PROPERTY, Execution.OPERATIONS.label());
  }

  @AfterAll
  static void back() {
    System.clearProperty(Execution.PROPERTY);
  }
}
