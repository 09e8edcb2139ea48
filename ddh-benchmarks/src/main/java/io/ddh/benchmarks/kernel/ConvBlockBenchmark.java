package io.ddh.benchmarks.kernel;

import io.ddh.experiments.cli.DdhCommand;
import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.ConvPool;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Convolution + batch norm + ReLU + pool of a batch, in the three shapes of DDH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvBlockBenchmark {
  private static final int CHECKED = 3;

  /** Side and channels of the input, side of the kernel, channels out. */
  @Param({"32x3-3x20", "15x20-2x40", "7x40-2x60"})
  String shape;

  @Param("256")
  int batch;

  private ConvPool kernel;
  private BatchNorm norm;
  private OffHeap x;
  private OffHeap w;
  private OffHeap z;
  private OffHeap dz;
  private OffHeap dw;
  private OffHeap dxMemory; // what only its buffer refers to would be freed
  private FloatBuffer dx;
  private float[] gamma;
  private float[] beta;
  private float[] around;
  private int n;

  /** Draws the batch and checks forward and backward pass on a small one. */
  @Setup
  public void prepare() {
    DdhCommand.prepare();
    int[] s = Arrays.stream(shape.split("[x-]")).mapToInt(Integer::parseInt).toArray();
    check(s[0], s[1], s[2], s[3]);
    make(batch, s[0], s[1], s[2], s[3]);
    forward();
  }

  private void make(int n, int h, int ci, int k, int co) {
    int p = (h - k + 1) / 2;
    kernel = new ConvPool(h, ci, k, co, Lanes.ofMachine());
    norm = new BatchNorm(co);
    x = filled(n * h * h * ci, 1, 1);
    w = filled(k * k * ci * co, 1 / Math.sqrt(k * k * ci), 2);
    dz = filled(n * p * p * co, 1, 3);
    z = OffHeap.allocate(n * p * p * co);
    dw = OffHeap.allocate(k * k * ci * co);
    boolean first = ci == 3;
    dxMemory = OffHeap.allocate(n * h * h * ci);
    dx = first ? FloatBuffer.allocate(0) : dxMemory.buffer();
    gamma = Answers.random(co, 1, 4);
    beta = Answers.random(co, 0.5, 5);
    around = new float[co];
  }

  private static OffHeap filled(int n, double bound, long seed) {
    OffHeap out = OffHeap.allocate(n);
    out.buffer().put(0, Answers.random(n, bound, seed));
    return out;
  }

  private void check(int h, int ci, int k, int co) {
    make(CHECKED, h, ci, k, co);
    PlainConv plain = new PlainConv(CHECKED, h, ci, k, co);
    float[] input = Answers.copy(x.buffer(), CHECKED * h * h * ci);
    float[] weights = Answers.copy(w.buffer(), k * k * ci * co);
    PlainConv.Pass pass = plain.forward(input, weights, gamma, beta);
    int outputs = pass.out().length;
    n = CHECKED;
    forward();
    Answers.check("forward", Answers.copy(z.buffer(), outputs), pass.out(), 1e-4);
    backward();
    float[] given = Answers.copy(dz.buffer(), outputs);
    double[] gradient = plain.weightGradient(input, pass, gamma, given);
    Answers.check("backward", Answers.copy(dw.buffer(), gradient.length), gradient, 1e-3);
    infer(); // the norm still has the batch's statistics, so it must give the same
    Answers.check("infer", Answers.copy(z.buffer(), outputs), pass.out(), 1e-4);
    n = batch;
  }

  /** Forward pass of a training step. */
  @Benchmark
  public FloatBuffer forward() {
    return Blas.singleThreaded(
        () -> {
          kernel.forward(x.buffer(), n, w, norm, gamma, beta, around, z.buffer());
          return z.buffer();
        });
  }

  /** Backward pass of the last forward pass. */
  @Benchmark
  public FloatBuffer backward() {
    return Blas.singleThreaded(
        () -> {
          kernel.backward(x.buffer(), n, norm, gamma, dz.buffer(), dw.buffer(), dx);
          return dw.buffer();
        });
  }

  /** Forward pass of encoding. */
  @Benchmark
  public FloatBuffer infer() {
    return Blas.singleThreaded(
        () -> {
          kernel.infer(x.buffer(), n, w, norm, gamma, z.buffer());
          return z.buffer();
        });
  }
}
