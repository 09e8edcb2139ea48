package io.ddh.vector;

import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.kernel.Lanes;
import jdk.incubator.vector.FloatVector;

/** Convolution kernels that use the Vector API to keep sums in vector registers. */
public final class VectorKernels implements ConvKernels {
  @Override
  public String name() {
    return "Vector API " + Tiles.SPECIES.vectorBitSize() + " bits";
  }

  /**
   * Returns true on processors with vectors of 512 bits. Such processors also have 32 registers of
   * 256 bits, which {@link Tiles} needs. With fewer or shorter registers these kernels were not
   * faster than plain loops; see docs/vector-api.md.
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
