package io.ddh.model.layer;

import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An array that lives from a forward pass to its backward pass: DL4J's workspaces take back what
 * was made in between. Its memory grows to the largest batch and is used again.
 */
final class Kept {
  private INDArray memory;
  private INDArray current;

  /** The memory in this shape; the values are what was left there. */
  INDArray shaped(long... shape) {
    long n = ArrayUtil.prodLong(shape);
    if (memory == null || memory.length() < n) {
      memory = Nd4j.createUninitializedDetached(DataType.FLOAT, n);
    }
    current = memory.get(NDArrayIndex.interval(0, n)).reshape('c', shape);
    return current;
  }

  /** Copies the values of an array of up to any shape. */
  INDArray copy(INDArray values) {
    return shaped(values.shape()).assign(values);
  }

  /** What was shaped last. */
  INDArray get() {
    return current;
  }
}
