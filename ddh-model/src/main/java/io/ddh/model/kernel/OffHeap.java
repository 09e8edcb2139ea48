package io.ddh.model.kernel;

import io.ddh.core.Check;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A block of floats outside the Java heap, where BLAS can work on it. The block can be accessed as
 * a pointer and as a buffer.
 */
public final class OffHeap {
  private final FloatPointer pointer;
  private final FloatBuffer buffer;

  private OffHeap(FloatPointer pointer, long length) {
    this.pointer = pointer;
    this.buffer = pointer.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    Check.that(buffer.capacity() == length, "off-heap block of %d floats is too long", length);
  }

  /**
   * Allocates memory, which is freed with this object.
   *
   * @param floats number of floats
   * @return the memory
   */
  public static OffHeap allocate(int floats) {
    return new OffHeap(new FloatPointer(Math.max(1, floats)), Math.max(1, floats));
  }

  /**
   * Gives access to the memory of a contiguous float array in C order, to read and to write. On a
   * CPU backend nothing is copied. On a GPU backend, the memory is the array's copy on the host; it
   * is brought up to date by this call and is copied to the device when the array is next used
   * there. The memory is valid as long as the array is.
   *
   * @param array an array of floats
   * @return the array's memory
   */
  public static OffHeap of(INDArray array) {
    OffHeap out = readable(array);
    Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    return out;
  }

  private static OffHeap readable(INDArray array) {
    Check.that(
        contiguous(array), "array of shape %s is not contiguous", Shape.shapeToString(array));
    array.data().pointer(); // makes a GPU backend allocate its copy in host memory
    Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
    long n = array.length();
    FloatPointer p = new FloatPointer(array.data().addressPointer());
    p.position(0).limit(n).capacity(n);
    return new OffHeap(p, n);
  }

  /**
   * {@return true if the array's memory holds its elements in C order, without gaps; axes of length
   * 1 don't matter}
   *
   * @param array an array of floats
   */
  private static boolean contiguous(INDArray array) {
    long expected = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) != 1 && array.stride(i) != expected) {
        return false;
      }
      expected *= array.size(i);
    }
    return true;
  }

  /**
   * {@return the array itself if it is contiguous, otherwise a contiguous copy}
   *
   * @param array an array of floats
   */
  public static INDArray contiguousOrCopy(INDArray array) {
    return contiguous(array) ? array : array.dup('c');
  }

  /**
   * {@return all values of an array, copied}
   *
   * @param array an array of floats
   */
  public static float[] values(INDArray array) {
    float[] out = new float[(int) array.length()];
    readable(array).buffer.get(0, out);
    return out;
  }

  /**
   * Overwrites an array's values.
   *
   * @param array an array of floats
   * @param values new values
   */
  public static void assign(INDArray array, float[] values) {
    of(array).buffer.put(0, values, 0, (int) array.length());
  }

  /** Returns a pointer to the float at the given offset. */
  FloatPointer at(long offset) {
    return new FloatPointer(pointer).position(offset);
  }

  /** {@return the memory as a buffer; absolute bulk get and put copy at memory speed} */
  public FloatBuffer buffer() {
    return buffer;
  }
}
