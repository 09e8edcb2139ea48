package io.ddh.model.layer;

import io.ddh.core.BadInputException;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** Who computes the layers. */
public enum Execution {
  /** Our loops over host memory. */
  KERNELS("kernels"),
  /** ND4J operations, in whatever memory the backend keeps. */
  OPERATIONS("nd4j");

  /** System property that picks one by its label on a CPU backend; kernels if it is not set. */
  public static final String PROPERTY = "ddh.layers";

  private final String label;

  Execution(String label) {
    this.label = label;
  }

  /** {@return the name for users} */
  public String label() {
    return label;
  }

  /**
   * Operations on a GPU backend, because a Java loop can't reach its memory; else what the property
   * says.
   *
   * @return what computes
   * @throws BadInputException if the property has another value
   */
  public static Execution chosen() {
    if (onGpu()) {
      return OPERATIONS;
    }
    String wanted = System.getProperty(PROPERTY, KERNELS.label);
    for (Execution execution : values()) {
      if (execution.label.equals(wanted)) {
        return execution;
      }
    }
    throw new BadInputException(
        "-D" + PROPERTY + ": '" + wanted + "' is neither 'kernels' nor 'nd4j'");
  }

  /** {@return true if ND4J keeps its arrays on a GPU} */
  public static boolean onGpu() {
    return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.CUDA;
  }
}
