package io.ddh.model.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.presets.openblas_nolapack.blas_get_num_threads;
import static org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Row-major matrix products on off-heap memory. Several lanes call these methods at the same time,
 * so OpenBLAS must use one thread per call; see {@link #singleThreaded}.
 */
public final class Blas {
  private Blas() {}

  /**
   * A matrix operand in off-heap memory.
   *
   * @param memory the memory that holds the matrix
   * @param offset position of the first element in the memory, in floats
   * @param stride number of floats from one row to the next
   * @param transposed true to use the transpose of the stored matrix
   */
  public record Matrix(OffHeap memory, long offset, int stride, boolean transposed) {
    /**
     * Creates a row-major matrix that is not transposed.
     *
     * @param memory the memory that holds the matrix
     * @param offset position of the first element in the memory, in floats
     * @param stride number of floats from one row to the next
     * @return the matrix
     */
    public static Matrix of(OffHeap memory, long offset, int stride) {
      return new Matrix(memory, offset, stride, false);
    }

    /**
     * Creates a row-major matrix from a copy of its values.
     *
     * @param values the values
     * @param stride number of values in a row
     * @return the matrix
     */
    public static Matrix of(float[] values, int stride) {
      OffHeap memory = OffHeap.allocate(values.length);
      memory.buffer().put(0, values);
      return of(memory, 0, stride);
    }

    /** Returns the part of the matrix that starts at the given row. */
    Matrix from(int row) {
      long step = transposed ? 1 : stride;
      return new Matrix(memory, offset + row * step, stride, transposed);
    }

    /** {@return the transpose} */
    public Matrix t() {
      return new Matrix(memory, offset, stride, !transposed);
    }
  }

  /**
   * Computes c ← a·b + keep·c, where a is m×k, b is k×n and c is m×n.
   *
   * @param m number of rows of c
   * @param n number of columns of c
   * @param k number of columns of a
   * @param a left factor, m×k
   * @param b right factor, k×n
   * @param keep factor of the previous values of c
   * @param c result, m×n, overwritten
   */
  public static void multiply(int m, int n, int k, Matrix a, Matrix b, float keep, Matrix c) {
    openblas_nolapack.cblas_sgemm(
        CblasRowMajor,
        a.transposed ? CblasTrans : CblasNoTrans,
        b.transposed ? CblasTrans : CblasNoTrans,
        m,
        n,
        k,
        1f,
        a.memory.at(a.offset),
        a.stride,
        b.memory.at(b.offset),
        b.stride,
        keep,
        c.memory.at(c.offset),
        c.stride);
  }

  /**
   * Computes c ← a·b, where a is m×k, b is k×n and c is m×n. The lanes divide the rows of c among
   * themselves.
   *
   * @param lanes the lanes that compute
   * @param m number of rows of c
   * @param n number of columns of c
   * @param k number of columns of a
   * @param a left factor, m×k
   * @param b right factor, k×n
   * @param c result, m×n, overwritten
   */
  public static void multiply(Lanes lanes, int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    lanes.run(m, (lane, from, to) -> multiply(to - from, n, k, a.from(from), b, 0, c.from(from)));
  }

  /**
   * Computes a·b, where a is m×k and b is k×n. The lanes divide the rows of the result among
   * themselves.
   *
   * @param lanes the lanes that compute
   * @param m number of rows of the result
   * @param n number of columns of the result
   * @param k number of columns of a
   * @param a left factor, m×k
   * @param b right factor, k×n
   * @return the product, m×n, row-major
   */
  public static float[] product(Lanes lanes, int m, int n, int k, Matrix a, Matrix b) {
    OffHeap c = OffHeap.allocate(Math.multiplyExact(m, n));
    multiply(lanes, m, n, k, a, b, Matrix.of(c, 0, n));
    float[] out = new float[m * n];
    c.buffer().get(0, out);
    return out;
  }

  /**
   * Runs some work during which OpenBLAS computes each product on the calling thread.
   *
   * @param <T> type of the result
   * @param work what to run
   * @return what the work returned
   */
  public static <T> T singleThreaded(Supplier<T> work) {
    int before = blas_get_num_threads();
    blas_set_num_threads(1);
    try {
      return work.get();
    } finally {
      blas_set_num_threads(before);
    }
  }
}
