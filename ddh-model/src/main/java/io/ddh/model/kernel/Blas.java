package io.ddh.model.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.presets.openblas_nolapack.blas_get_num_threads;
import static org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Row-major matrix products on off-heap memory. Our lanes call them side by side, so OpenBLAS must
 * use one thread a call: see {@link #singleThreaded}.
 */
public final class Blas {
  private Blas() {}

  /**
   * A matrix operand in off-heap memory.
   *
   * @param memory where it lies
   * @param offset of its first element
   * @param stride floats from one row to the next
   * @param transposed use its transpose
   */
  public record Matrix(OffHeap memory, long offset, int stride, boolean transposed) {
    /** A plain row-major matrix. */
    public static Matrix of(OffHeap memory, long offset, int stride) {
      return new Matrix(memory, offset, stride, false);
    }

    /** The rows from the given one on. */
    Matrix from(int row) {
      long step = transposed ? 1 : stride;
      return new Matrix(memory, offset + row * step, stride, transposed);
    }

    /** The transpose. */
    public Matrix t() {
      return new Matrix(memory, offset, stride, !transposed);
    }
  }

  /** c ← a·b + keep·c, with a m×k, b k×n, c m×n. */
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

  /** c ← a·b, with a m×k, b k×n, c m×n; the lanes share the rows of c. */
  public static void multiply(Lanes lanes, int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    lanes.run(m, (lane, from, to) -> multiply(to - from, n, k, a.from(from), b, 0, c.from(from)));
  }

  /** Runs the work with OpenBLAS computing each product on the thread that calls it. */
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
