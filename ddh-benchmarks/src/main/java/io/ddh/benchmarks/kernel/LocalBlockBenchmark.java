package io.ddh.benchmarks.kernel;

import io.ddh.experiments.cli.DdhCommand;
import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.FusedLayer;
import io.ddh.model.layer.Initialization;
import io.ddh.model.layer.LocalBlock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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

/** The locally connected layer 3×3×60 to 2×2×80, joined with its input. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LocalBlockBenchmark {
  private static final int SIDE = 3;
  private static final int IN = 60;
  private static final int OUT = 80;
  private static final int KERNEL = 2;
  private static final int PLACES = 4;
  private static final int PATCH = KERNEL * KERNEL * IN;
  private static final int PASS = SIDE * SIDE * IN;
  private static final int LOCAL = PLACES * OUT;
  private static final int CHECKED = 3;
  private static final String SPACE = "LOCAL_BLOCK";
  private static final WorkspaceConfiguration SPACE_SIZE =
      WorkspaceConfiguration.builder()
          .initialSize(16L << 20)
          .policyLearning(LearningPolicy.NONE)
          .build();

  @Param("256")
  int batch;

  private Layer layer;
  private INDArray x;
  private INDArray epsilon;
  private LayerWorkspaceMgr spaces;

  /** Makes the layer and checks a small batch: outputs, and the weight's gradient. */
  @Setup
  public void prepare() {
    DdhCommand.prepare();
    LocalBlock block =
        new LocalBlock(
            SIDE,
            IN,
            KERNEL,
            OUT,
            new FusedLayer.Start(Initialization.FAN_IN, 1),
            Lanes.ofMachine());
    NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().layer(block).build();
    INDArray parameters = Nd4j.create(DataType.FLOAT, 1, block.numParams(block));
    layer = block.instantiate(conf, List.of(), 0, parameters, true, DataType.FLOAT);
    layer.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, block.numParams(block)));
    check();
    spaces = LayerWorkspaceMgr.builder().defaultWorkspace(SPACE, SPACE_SIZE).build();
    fill(batch);
    forward();
  }

  private void fill(int n) {
    x = array(Answers.random(n * PASS, 1, 2), n, SIDE, SIDE, IN);
    epsilon = array(Answers.random(n * (PASS + LOCAL), 1, 3), n, PASS + LOCAL);
  }

  private static INDArray array(float[] values, long... shape) {
    INDArray out = Nd4j.create(DataType.FLOAT, shape);
    OffHeap.assign(out, values);
    return out;
  }

  /** Forward pass of a training step. */
  @Benchmark
  public long forward() {
    return inWorkspace(() -> activate(spaces).length());
  }

  /** Backward pass of the last forward pass. */
  @Benchmark
  public long backward() {
    return inWorkspace(() -> layer.backpropGradient(epsilon, spaces).getSecond().length());
  }

  /** As in a training: arrays lie in memory that is used again in the next step. */
  @SuppressWarnings("try") // the workspace is used by being open
  private static long inWorkspace(Supplier<Long> work) {
    try (MemoryWorkspace space =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(SPACE_SIZE, SPACE)) {
      return Blas.singleThreaded(work);
    }
  }

  private INDArray activate(LayerWorkspaceMgr where) {
    layer.setInput(x, where);
    return layer.activate(true, where);
  }

  private void check() {
    fill(CHECKED);
    float[] fast = OffHeap.values(activate(LayerWorkspaceMgr.noWorkspaces()));
    double[] raw = plainMap();
    double[] mean = new double[OUT];
    double[] inverse = new double[OUT];
    statistics(raw, mean, inverse);
    double[] expected = new double[CHECKED * (PASS + LOCAL)];
    float[] input = OffHeap.values(x);
    for (int i = 0; i < expected.length; i++) {
      int image = i / (PASS + LOCAL);
      int at = i % (PASS + LOCAL);
      int c = (at - PASS) % OUT;
      expected[i] =
          at < PASS
              ? input[image * PASS + at]
              : Math.max(0, (raw[image * LOCAL + at - PASS] - mean[c]) * inverse[c]);
    }
    Answers.check("forward", fast, expected, 1e-4);
    layer.backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces());
    double[] dw = plainWeightGradient(raw, mean, inverse);
    float[] gradient = OffHeap.values(layer.getGradientsViewArray());
    Answers.check("backward", Arrays.copyOf(gradient, dw.length), dw, 1e-3);
  }

  /** Index in the input of element e of the patch at a place. */
  private static int inputIndex(int place, int e) {
    int u = e / (KERNEL * IN);
    return ((place / KERNEL + u) * SIDE + place % KERNEL) * IN + e % (KERNEL * IN);
  }

  private double[] plainMap() {
    float[] input = OffHeap.values(x);
    float[] weights = OffHeap.values(layer.params());
    double[] raw = new double[CHECKED * LOCAL];
    for (int i = 0; i < raw.length; i++) {
      int place = i % LOCAL / OUT;
      for (int e = 0; e < PATCH; e++) {
        raw[i] +=
            (double) input[i / LOCAL * PASS + inputIndex(place, e)]
                * weights[(place * PATCH + e) * OUT + i % OUT];
      }
    }
    return raw; // new biases are 0
  }

  private static void statistics(double[] raw, double[] mean, double[] inverse) {
    double count = raw.length / (double) OUT;
    for (int i = 0; i < raw.length; i++) {
      mean[i % OUT] += raw[i] / count;
    }
    double[] variance = new double[OUT];
    for (int i = 0; i < raw.length; i++) {
      variance[i % OUT] += (raw[i] - mean[i % OUT]) * (raw[i] - mean[i % OUT]) / count;
    }
    for (int c = 0; c < OUT; c++) {
      inverse[c] = 1 / Math.sqrt(variance[c] + BatchNorm.EPSILON);
    }
  }

  private double[] plainWeightGradient(double[] raw, double[] mean, double[] inverse) {
    float[] given = OffHeap.values(epsilon);
    double[] g = new double[raw.length];
    double[] sum = new double[OUT];
    double[] product = new double[OUT];
    for (int i = 0; i < raw.length; i++) {
      int c = i % OUT;
      double normal = (raw[i] - mean[c]) * inverse[c];
      if (normal > 0) {
        g[i] = given[i / LOCAL * (PASS + LOCAL) + PASS + i % LOCAL];
        sum[c] += g[i];
        product[c] += g[i] * normal;
      }
    }
    double count = raw.length / (double) OUT;
    float[] input = OffHeap.values(x);
    double[] dw = new double[PLACES * PATCH * OUT];
    for (int i = 0; i < raw.length; i++) {
      int c = i % OUT;
      double normal = (raw[i] - mean[c]) * inverse[c];
      double dy = inverse[c] * (g[i] - sum[c] / count - normal * product[c] / count);
      int place = i % LOCAL / OUT;
      for (int e = 0; e < PATCH; e++) {
        dw[(place * PATCH + e) * OUT + c] += input[i / LOCAL * PASS + inputIndex(place, e)] * dy;
      }
    }
    return dw;
  }
}
