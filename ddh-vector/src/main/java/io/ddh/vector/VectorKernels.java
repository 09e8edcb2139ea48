package io.ddh.vector;

import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.kernel.Lanes;
import jdk.incubator.vector.FloatVector;

/** Kernels whose convolutions stay in vector registers. */
public final class VectorKernels implements ConvKernels {
  @Override
  public String name() {
    return "Vector API " + Tiles.SPECIES.vectorBitSize() + " bits";
  }

  /**
   * Where Java uses vectors of 512 bits there are 32 registers of 256 bits too, which {@link Tiles}
   * fills. With fewer, or shorter ones, it was not found to be faster; see docs/vector-api.md.
   */
  @Override
  public boolean faster() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512;
  }

  @Override
  public ConvKernel create(int h, int ci, int k, int co, Lanes lanes) {
    return new VectorConv(h, ci, k, co, lanes);
  }
}
