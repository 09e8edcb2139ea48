package io.ddh.vector;

import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.kernel.Lanes;

/** Kernels whose convolutions stay in vector registers. */
public final class VectorKernels implements ConvKernels {
  @Override
  public String name() {
    return "vector " + Tiles.SPECIES.vectorBitSize();
  }

  @Override
  public ConvKernel create(int h, int ci, int k, int co, Lanes lanes) {
    return new VectorConv(h, ci, k, co, lanes);
  }
}
