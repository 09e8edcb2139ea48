package io.ddh.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.kernel.ConvPool;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The vector kernels against {@link ConvPool}, which is itself held against a naive layer in double
 * precision. Tolerance 2e-5 of the largest value: float sums in another order.
 */
class VectorConvTest {
  private static final double TOLERANCE = 2e-5;

  /** All that a kernel hands out for one batch. */
  private record Answer(
      float[] z,
      float[] inferred,
      float[] dw,
      float[] dx,
      float[] gammaGradient,
      float[] betaGradient,
      float[] meanStep,
      float[] varianceStep) {
    float[][] parts() {
      return new float[][] {
        z, inferred, dw, dx, gammaGradient, betaGradient, meanStep, varianceStep
      };
    }
  }

  /** A batch with its parameters. */
  private record Batch(int n, int h, int ci, int k, int co, float[] x) {
    static Batch random(int n, int h, int ci, int k, int co, long seed) {
      Random random = new Random(seed);
      return new Batch(n, h, ci, k, co, gaussian(random, n * h * h * ci));
    }

    int pooled() {
      int p = (h - k + 1) / 2;
      return p * p * co;
    }
  }

  private static float[] gaussian(Random random, int length) {
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) random.nextGaussian();
    }
    return out;
  }

  /** Runs a forward, a backward and an inference pass. */
  private static Answer run(ConvKernel kernel, Batch b, long seed, boolean input) {
    Random random = new Random(seed);
    OffHeap w = copy(gaussian(random, b.k * b.k * b.ci * b.co));
    float[] gamma = gaussian(random, b.co);
    gamma[b.co / 2] = 0;
    gamma[0] = -0.7f;
    float[] beta = gaussian(random, b.co);
    float[] running = gaussian(random, b.co);
    OffHeap x = copy(b.x);
    OffHeap z = OffHeap.allocate(b.n * b.pooled());
    OffHeap dz = copy(gaussian(random, b.n * b.pooled()));
    OffHeap dw = OffHeap.allocate(b.k * b.k * b.ci * b.co);
    OffHeap dx = OffHeap.allocate(b.x.length);
    BatchNorm norm = new BatchNorm(b.co);
    ConvKernel.Norm all = new ConvKernel.Norm(norm, gamma, beta, running);
    return Blas.singleThreaded(
        () -> {
          kernel.forward(x.buffer(), b.n, w, all, z.buffer());
          float[] out = values(z);
          kernel.backward(
              x.buffer(),
              b.n,
              all,
              dz.buffer(),
              dw.buffer(),
              input ? dx.buffer() : FloatBuffer.allocate(0));
          float[] gammaGradient = norm.gammaGradient().clone();
          float[] betaGradient = norm.betaGradient().clone();
          float[] meanStep = BatchNorm.step(running, norm.mean());
          float[] varianceStep = BatchNorm.step(running, norm.variance());
          kernel.infer(x.buffer(), b.n, w, all, z.buffer());
          return new Answer(
              out,
              values(z),
              values(dw),
              input ? values(dx) : new float[0],
              gammaGradient,
              betaGradient,
              meanStep,
              varianceStep);
        });
  }

  private static OffHeap copy(float[] values) {
    OffHeap out = OffHeap.allocate(values.length);
    out.buffer().put(0, values);
    return out;
  }

  private static float[] values(OffHeap memory) {
    float[] out = new float[memory.buffer().capacity()];
    memory.buffer().get(0, out);
    return out;
  }

  private static void assertClose(Answer found, Answer expected) {
    String[] names = {"z", "inferred", "dw", "dx", "dgamma", "dbeta", "mean step", "var step"};
    for (int part = 0; part < names.length; part++) {
      float[] a = found.parts()[part];
      float[] b = expected.parts()[part];
      assertThat(a).as(names[part]).hasSameSizeAs(b);
      double largest = 1e-6;
      double off = 0;
      for (int i = 0; i < a.length; i++) {
        assertThat(a[i]).as(names[part]).isFinite();
        largest = Math.max(largest, Math.abs(b[i]));
        off = Math.max(off, Math.abs(a[i] - b[i]));
      }
      assertThat(off / largest).as(names[part]).isLessThan(TOLERANCE);
    }
  }

  /** The blocks of the network, and every number of vectors a row, odd and even maps. */
  @ParameterizedTest
  @CsvSource({
    "5,32,3,3,20,2",
    "4,15,20,2,40,2",
    "7,7,40,2,60,1",
    "5,28,1,3,20,2",
    "4,13,20,2,40,2",
    "7,6,40,2,60,1",
    "1,7,3,3,5,1",
    "3,8,2,2,4,2",
    "5,9,1,3,7,2",
    "4,6,3,2,25,3",
    "9,5,4,2,33,2",
    "2,6,5,1,47,2",
    "3,5,7,4,56,1",
    "2,4,65,2,71,2",
    "2,5,3,3,90,1"
  })
  void sameAsPlain(int n, int h, int ci, int k, int co, int lanes) {
    Batch batch = Batch.random(n, h, ci, k, co, 1);
    Lanes shared = new Lanes(lanes);
    Answer expected = run(new ConvPool(h, ci, k, co, shared), batch, 2, true);
    assertClose(run(new VectorConv(h, ci, k, co, shared), batch, 2, true), expected);
  }

  @Test
  void raggedLastBatchUsesNothingOfTheBatchBefore() {
    Lanes lanes = new Lanes(2);
    ConvKernel kernel = new VectorConv(9, 2, 2, 6, lanes);
    run(kernel, Batch.random(8, 9, 2, 2, 6, 1), 2, true);
    Batch ragged = Batch.random(3, 9, 2, 2, 6, 3);
    Answer again = run(kernel, ragged, 4, true);
    Answer fresh = run(new VectorConv(9, 2, 2, 6, lanes), ragged, 4, true);
    for (int part = 0; part < again.parts().length; part++) {
      assertThat(again.parts()[part]).isEqualTo(fresh.parts()[part]);
    }
  }

  @Test
  void tiesInAPoolGoToTheFirst() {
    int h = 7;
    Random random = new Random(5);
    float[] x = new float[2 * h * h];
    for (int i = 0; i < x.length; i += h) {
      Arrays.fill(x, i, i + h, (float) random.nextGaussian()); // left and right corners tie
    }
    Batch flat = new Batch(2, h, 1, 2, 3, x);
    Lanes one = new Lanes(1);
    assertClose(
        run(new VectorConv(h, 1, 2, 3, one), flat, 2, true),
        run(new ConvPool(h, 1, 2, 3, one), flat, 2, true));
  }

  @Test
  void firstBlockLeavesTheInputGradientOut() {
    Batch batch = Batch.random(3, 8, 3, 3, 20, 1);
    Lanes lanes = new Lanes(2);
    assertClose(
        run(new VectorConv(8, 3, 3, 20, lanes), batch, 2, false),
        run(new ConvPool(8, 3, 3, 20, lanes), batch, 2, false));
  }

  @Test
  void chosenWhereTheModuleIsThere() {
    System.setProperty(ConvKernels.PROPERTY, "on");
    try {
      assertThat(ConvKernels.chosen()).isInstanceOf(VectorKernels.class);
      assertThat(ConvKernels.chosen().name()).matches("Vector API \\d+ bits");
      System.setProperty(ConvKernels.PROPERTY, "off");
      assertThat(ConvKernels.chosen()).isSameAs(ConvKernels.LOOPS);
      System.setProperty(ConvKernels.PROPERTY, "auto");
      assertThat(ConvKernels.chosen() instanceof VectorKernels)
          .isEqualTo(new VectorKernels().faster());
    } finally {
      System.clearProperty(ConvKernels.PROPERTY);
    }
  }
}
