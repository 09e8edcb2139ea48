package io.ddh.model.backend;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's CPU backend, in the form in which the CUDA build registers it. ND4J tries this backend
 * before the CUDA backend, and it is available only if no GPU can be used. As a result, ND4J never
 * tries to load a CUDA library that can't work on this machine.
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

  /** Returns why no GPU is used. */
  String reason() {
    return reason;
  }
}
