package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.SoftmaxLoss;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The layer with DDH's loss and class numbers, against DL4J's softmax output layer with one-hot
 * labels; and the layer with losses that fail.
 */
class LossOutputTest {
  @ParameterizedTest
  @CsvSource({"1,3,2,1", "5,4,7,2", "2,6,33,3", "17,12,530,2", "1,5,1595,2"})
  void lossAndGradientsOfDl4j(int n, int in, int classes, int lanes) {
    OutputLayer.Builder plain = builder(in, classes);
    ComputationGraph theirs =
        graph(plain.lossFunction(LossFunction.MCXENT).activation(Activation.SOFTMAX).build());
    ComputationGraph ours = graph(output(in, classes, lanes));
    ours.setParams(theirs.params());
    SplittableRandom random = new SplittableRandom(n);
    INDArray x = Nd4j.create(DataType.FLOAT, n, in);
    OffHeap.assign(x, uniform(random, n * in, 3)); // DL4J counts likelihoods below 1e-10 as that
    INDArray labels = Nd4j.create(DataType.FLOAT, n, 2);
    INDArray hot = Nd4j.create(DataType.FLOAT, n, classes);
    for (int i = 0; i < n; i++) {
      int label = random.nextInt(classes);
      labels.putScalar(i, 0, label);
      hot.putScalar(i, label, 1);
    }
    learn(ours, x, labels);
    learn(theirs, x, hot);
    assertThat(ours.score()).isCloseTo(theirs.score(), within(1e-5 * theirs.score() + 1e-6));
    assertClose(ours.getGradientsViewArray(), theirs.getGradientsViewArray());
  }

  @Test
  void survivesLogitsWhoseExponentialsOverflow() {
    ComputationGraph net = graph(output(2, 3, 1));
    INDArray x = Nd4j.create(DataType.FLOAT, 1, 2);
    OffHeap.assign(x, new float[] {4000, 3000});
    learn(net, x, Nd4j.create(DataType.FLOAT, 1, 2));
    assertThat(net.score()).isFinite().isNotNegative();
  }

  @Test
  void handsItsInputThrough() {
    ComputationGraph net = graph(output(2, 3, 1));
    INDArray x = Nd4j.create(DataType.FLOAT, 4, 2);
    OffHeap.assign(x, uniform(new SplittableRandom(1), 8, 3));
    INDArray dense = net.feedForward(x, false).get("dense");
    assertThat(OffHeap.values(net.outputSingle(x))).isEqualTo(OffHeap.values(dense));
  }

  /** DL4J and our updater would go on with such a gradient. */
  @Test
  void aGradientThatIsNotFiniteMakesTheLossNan() {
    HashLoss broken =
        batch -> {
          batch.gradient()[1] = Float.POSITIVE_INFINITY;
          return 1;
        };
    ComputationGraph net = graph(new LossOutput(2, broken, new Lanes(1)));
    learn(net, Nd4j.create(DataType.FLOAT, 3, 2), Nd4j.create(DataType.FLOAT, 3, 2));
    assertThat(net.score()).isNaN();
  }

  private static LossOutput output(int in, int classes, int lanes) {
    return new LossOutput(in, new SoftmaxLoss(in, classes, 1, 0), new Lanes(lanes));
  }

  private static void learn(ComputationGraph net, INDArray x, INDArray labels) {
    net.setInputs(x);
    net.setLabels(labels);
    net.computeGradientAndScore();
  }

  private static OutputLayer.Builder builder(int in, int classes) {
    return new OutputLayer.Builder()
        .nIn(in)
        .nOut(classes)
        .weightInit(new UniformDistribution(-1, 1));
  }

  /** Behind a dense layer, so that the gradient of the input counts too. */
  private static ComputationGraph graph(OutputLayer output) {
    int in = (int) output.getNIn();
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "dense",
                    new DenseBlock(
                        in,
                        in,
                        false,
                        new FusedLayer.Start(Initialization.FAN_IN, 1),
                        new Lanes(1)),
                    "in")
                .addLayer("out", output, "dense")
                .setOutputs("out")
                .build());
    net.init();
    return net;
  }

  private static float[] uniform(SplittableRandom random, int n, double bound) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return out;
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    float[] a = OffHeap.values(OffHeap.contiguousOrCopy(actual));
    float[] b = OffHeap.values(OffHeap.contiguousOrCopy(expected));
    float largest = 0;
    for (float v : b) {
      largest = Math.max(largest, Math.abs(v));
    }
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).as("value %d", i).isCloseTo(b[i], within(1e-5f * largest));
    }
  }
}
