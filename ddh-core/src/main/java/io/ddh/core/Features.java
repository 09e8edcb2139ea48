package io.ddh.core;

import java.util.Objects;

/**
 * n feature vectors of d floats, row-major. The array is shared, not copied, so treat it as
 * read-only.
 *
 * @param dimension length d of each feature vector, ≥ 1
 * @param values all values, n·dimension floats; row i starts at i·dimension()
 */
public record Features(int dimension, float[] values) implements Inputs {
  /**
   * Wraps a block of values.
   *
   * @param dimension length d of each feature vector, ≥ 1
   * @param values all values, n·dimension floats, row-major
   * @throws IllegalArgumentException if the array's length is not a multiple of the dimension
   */
  public Features {
    Check.atLeast("dimension", dimension, 1);
    Check.that(
        values.length % dimension == 0,
        "the number of values must be a multiple of %d, found %d",
        dimension,
        values.length);
  }

  @Override
  public int size() {
    return values.length / dimension;
  }

  @Override
  public Features select(int[] rows) {
    float[] out = new float[Math.multiplyExact(rows.length, dimension)];
    for (int i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], size());
      System.arraycopy(values, rows[i] * dimension, out, i * dimension, dimension);
    }
    return new Features(dimension, out);
  }
}
