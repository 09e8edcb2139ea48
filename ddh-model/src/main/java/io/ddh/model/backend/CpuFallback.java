package io.ddh.model.backend;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's CPU backend, registered by the CUDA build to be asked before its CUDA backend: available
 * only where no GPU can be used. So ND4J never starts loading a CUDA library in vain.
 */
public final class CpuFallback extends CpuBackend {
  private String reason = "";

  @Override
  public boolean isAvailable() {
    reason = CudaProbe.obstacle().orElse("");
    return !reason.isEmpty();
  }

  @Override
  public int getPriority() {
    return BACKEND_PRIORITY_GPU + 1;
  }

  /** Why no GPU is used. */
  String reason() {
    return reason;
  }
}
