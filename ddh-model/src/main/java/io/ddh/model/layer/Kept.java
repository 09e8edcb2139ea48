package io.ddh.model.layer;

import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An array that is kept from a forward pass to the backward pass; memory from DL4J's workspaces
 * would be released between the two. The memory grows to the size of the largest batch and is
 * reused.
 */
final class Kept {
  private INDArray memory;
  private INDArray current;

  /** Returns the memory as an array of this shape; the values are not initialised. */
  INDArray shaped(long... shape) {
    long n = ArrayUtil.prodLong(shape);
    if (memory == null || memory.length() < n) {
      memory = Nd4j.createUninitializedDetached(DataType.FLOAT, n);
    }
    current = memory.get(NDArrayIndex.interval(0, n)).reshape('c', shape);
    return current;
  }

  /** Copies an array of any shape into the memory and returns the copy. */
  INDArray copy(INDArray values) {
    return shaped(values.shape()).assign(values);
  }

  /** Returns the array that was made last. */
  INDArray get() {
    return current;
  }
}
