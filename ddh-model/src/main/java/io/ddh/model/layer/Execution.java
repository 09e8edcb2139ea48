package io.ddh.model.layer;

import io.ddh.core.BadInputException;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** The kind of code that computes the layers. */
public enum Execution {
  /** Our own kernels, which are loops over host memory. */
  KERNELS("kernels"),
  /** ND4J operations, in the backend's own memory. */
  OPERATIONS("nd4j");

  /**
   * System property that selects one of these constants by its label; it applies to CPU backends
   * only, and the default is {@code kernels}.
   */
  public static final String PROPERTY = "ddh.layers";

  private final String label;

  Execution(String label) {
    this.label = label;
  }

  /** {@return the name that users see} */
  public String label() {
    return label;
  }

  /**
   * Chooses the code that computes the layers. On a GPU backend, ND4J operations are used, because
   * Java loops can't access the GPU's memory; otherwise the system property decides.
   *
   * @return the code that computes the layers
   * @throws BadInputException if the property {@value #PROPERTY} has an invalid value
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
        "-D" + PROPERTY + ": '" + wanted + "' is not valid; valid: kernels, nd4j");
  }

  /** {@return true if ND4J keeps its arrays on a GPU} */
  public static boolean onGpu() {
    return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.CUDA;
  }
}
