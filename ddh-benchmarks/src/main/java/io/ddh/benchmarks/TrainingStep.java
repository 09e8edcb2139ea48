package io.ddh.benchmarks;

import io.ddh.core.Check;
import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.model.Augmentation;
import io.ddh.model.BatchFiller;
import io.ddh.model.DdhMethod;
import io.ddh.model.DdhShape;
import io.ddh.model.GraphStep;
import io.ddh.model.Networks;
import io.ddh.model.Scaling;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Initialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Worker that measures the time of each part of a training step of {@code ddh+aug} on rendered
 * faces, with batch size 256 and 48 bits. The worker calls the layers of the trained network one
 * after another.
 */
final class TrainingStep {
  /** Number of images per step. */
  static final int BATCH = 256;

  private static final int BITS = 48;
  private static final double DECAY = 2e-4;
  private static final double RATE = 1e-3;
  private static final int PRODUCT = 1024;
  private static final String SPACE = "TRAINING_STEP";
  private static final WorkspaceConfiguration SPACE_SIZE =
      WorkspaceConfiguration.builder()
          .initialSize(256L << 20)
          .policyLearning(LearningPolicy.NONE)
          .build();

  private final TrainingSet data;
  private final BatchFiller filler;
  private final ComputationGraph net;
  private final INDArray x;
  private final INDArray y;
  private final GraphStep step;
  private int steps;

  /** Reads the faces and builds the network. */
  TrainingStep(Path folder, FaceFile file) throws IOException {
    LabeledImages faces = file.read(folder);
    data = FaceJob.training(faces, faces.size());
    Lanes lanes = Lanes.ofMachine();
    filler = new BatchFiller(data.images(), Scaling.of(data.images(), data.fit()), lanes);
    Networks.Shape shape = DdhMethod.inputShape("ddh", data.images().shape());
    net =
        new Networks(shape, Initialization.FAN_IN, 1, lanes)
            .ddh(new DdhShape(4, true, 0.01, false), BITS, data.identities(), RATE, DECAY);
    step = new GraphStep(net, lanes);
    x = Nd4j.create(DataType.FLOAT, BATCH, shape.side(), shape.side(), shape.channels());
    y = Nd4j.create(DataType.FLOAT, BATCH, 2);
    whole(2); // allocates the memory of the gradient
  }

  /**
   * {@return the mean time of a whole training step, over n steps, in milliseconds, under the key
   * {@code whole}}
   *
   * @param n number of steps, at least 1
   */
  Map<String, Double> whole(int n) {
    return mean(
        n,
        sums -> {
          long start = System.nanoTime();
          fill();
          Check.that(Double.isFinite(step.fit(x, y)), "the loss must be finite");
          lap(sums, "whole", start);
        });
  }

  /**
   * {@return the mean time of each part of a training step, over n steps, in milliseconds} The
   * parts are {@code fill}, {@code LAYER.forward}, {@code LAYER.backward} and {@code updater}.
   *
   * @param n number of steps, at least 1
   */
  Map<String, Double> parts(int n) {
    return mean(n, this::step);
  }

  /**
   * Runs a step n times and returns the mean time of each part in milliseconds. Each run of the
   * step adds the nanoseconds of each part to a sum.
   */
  private static Map<String, Double> mean(int n, Consumer<Map<String, Double>> step) {
    Map<String, Double> sums = new LinkedHashMap<>();
    Blas.singleThreaded(
        () -> {
          for (int i = 0; i < n; i++) {
            step.accept(sums);
          }
          return sums;
        });
    sums.replaceAll((part, nanos) -> nanos / 1e6 / n);
    return sums;
  }

  @SuppressWarnings("try") // all operations use the open workspace, although no code names it
  private void step(Map<String, Double> sums) {
    LayerWorkspaceMgr spaces =
        LayerWorkspaceMgr.builder().defaultWorkspace(SPACE, SPACE_SIZE).build();
    long last = System.nanoTime();
    fill();
    last = lap(sums, "fill", last);
    try (MemoryWorkspace space =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(SPACE_SIZE, SPACE)) {
      INDArray now = x;
      Layer[] layers = net.getLayers();
      int end = layers.length - 1;
      for (int i = 0; i < end; i++) {
        layers[i].setInput(now, spaces);
        now = layers[i].activate(true, spaces);
        last = lap(sums, name(layers[i]) + ".forward", last);
      }
      IOutputLayer output = (IOutputLayer) layers[end];
      output.setInput(now, spaces);
      output.activate(true, spaces);
      output.setLabels(y);
      last = lap(sums, name(output) + ".forward", last);
      INDArray epsilon = null; // the backward pass of the output computes the loss
      for (int i = end; i >= 0; i--) {
        epsilon = layers[i].backpropGradient(epsilon, spaces).getSecond();
        last = lap(sums, name(layers[i]) + ".backward", last);
      }
      Check.that(Double.isFinite(output.computeScore(0, true, spaces)), "the loss must be finite");
    }
    step.update(BATCH);
    lap(sums, "updater", last);
  }

  /** Returns a layer's name; DDH's loss contains the classifier. */
  private static String name(Layer layer) {
    String name = layer.conf().getLayer().getLayerName();
    return name.equals("loss") ? "classifier" : name;
  }

  /**
   * Adds the time since the last call to the sum of a part; returns the current time in
   * nanoseconds.
   */
  private static long lap(Map<String, Double> sums, String part, long last) {
    long now = System.nanoTime();
    sums.merge(part, (double) (now - last), Double::sum);
    return now;
  }

  private void fill() {
    int from = steps++ * BATCH % (data.size() - BATCH + 1);
    int[] rows = IntStream.range(from, from + BATCH).toArray();
    filler.fill(rows, 0, BATCH, new Augmentation(true, 2), steps, OffHeap.of(x).buffer());
    for (int i = 0; i < BATCH; i++) {
      OffHeap.of(y).buffer().put(2 * i, data.labels()[rows[i]]);
      OffHeap.of(y).buffer().put(2 * i + 1, rows[i]);
    }
  }

  /** Handles the request to measure matrix products; see {@link #gflops}. */
  Map<String, Double> product(int n) {
    return gflops(n);
  }

  /**
   * Measures the rate of n products of 1024×1024 matrices and returns it in GFLOP/s, under the key
   * {@code gflops}. The products use the same library and the same number of threads as the
   * network.
   *
   * @param n number of products, at least 1
   */
  static Map<String, Double> gflops(int n) {
    OffHeap out = ones();
    Blas.Matrix a = Blas.Matrix.of(ones(), 0, PRODUCT);
    Blas.Matrix b = Blas.Matrix.of(ones(), 0, PRODUCT);
    Blas.Matrix c = Blas.Matrix.of(out, 0, PRODUCT);
    int before = openblas_nolapack.blas_get_num_threads();
    openblas_nolapack.blas_set_num_threads(Parallel.threads());
    try {
      long start = System.nanoTime();
      for (int i = 0; i < n; i++) {
        Blas.multiply(PRODUCT, PRODUCT, PRODUCT, a, b, 0, c);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Check.that(out.buffer().get(PRODUCT) == PRODUCT, "wrong product");
      return Map.of("gflops", 2.0 * PRODUCT * PRODUCT * PRODUCT * n / seconds / 1e9);
    } finally {
      openblas_nolapack.blas_set_num_threads(before);
    }
  }

  private static OffHeap ones() {
    float[] ones = new float[PRODUCT * PRODUCT];
    Arrays.fill(ones, 1);
    OffHeap out = OffHeap.allocate(ones.length);
    out.buffer().put(0, ones);
    return out;
  }
}
