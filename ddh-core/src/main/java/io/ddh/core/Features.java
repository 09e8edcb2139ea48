package io.ddh.core;

import java.util.Objects;

/** n feature vectors of d floats, row-major. The block is shared, not copied: read-only. */
public final class Features implements Inputs {
  private final int size;
  private final int dimension;
  private final float[] values;

  /**
   * Wraps a block of values.
   *
   * @param dimension length d of each feature vector, ≥ 1
   * @param values n·dimension floats, row-major
   * @throws IllegalArgumentException if the block's length is no multiple of the dimension
   */
  public Features(int dimension, float[] values) {
    Check.atLeast("dimension", dimension, 1);
    Check.that(
        values.length % dimension == 0,
        "values must hold whole rows of %d, found %d",
        dimension,
        values.length);
    this.dimension = dimension;
    this.values = values;
    this.size = values.length / dimension;
  }

  @Override
  public int size() {
    return size;
  }

  /** {@return the length d of one vector} */
  public int dimension() {
    return dimension;
  }

  /** {@return the whole block; row i starts at i·dimension()} */
  public float[] values() {
    return values;
  }

  @Override
  public Features select(int[] rows) {
    float[] out = new float[Math.multiplyExact(rows.length, dimension)];
    for (int i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], size);
      System.arraycopy(values, rows[i] * dimension, out, i * dimension, dimension);
    }
    return new Features(dimension, out);
  }
}
