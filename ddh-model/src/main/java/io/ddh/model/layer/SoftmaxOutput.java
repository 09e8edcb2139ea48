package io.ddh.model.layer;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.shape.OneHot;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A dense layer, softmax and cross entropy, from B×in to B×M. Labels are class numbers (B×1) and
 * not one-hot rows, which with thousands of identities would cost more than the matrix product. In
 * all other respects, this is DL4J's output layer, with the same parameters.
 */
public final class SoftmaxOutput extends CodeOutput {
  /** The lanes that divide the images of a batch among themselves. */
  private final Lanes lanes;

  /**
   * Creates the layer with the sizes and initial weights of DL4J's builder.
   *
   * @param builder DL4J's builder with nIn, nOut and weightInit set
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public SoftmaxOutput(OutputLayer.Builder builder, Lanes lanes) {
    super(builder.lossFunction(LossFunction.MCXENT).activation(Activation.SOFTMAX));
    this.lanes = lanes;
  }

  @Override
  Layer implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels ? new Kernels(conf, type, lanes) : new Operations(conf, type);
  }

  /** DL4J's own output layer, which gets the labels as one-hot rows. */
  private static final class Operations extends org.deeplearning4j.nn.layers.OutputLayer {
    Operations(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public void setLabels(INDArray classes) {
      int count = (int) layerConf().getNOut();
      INDArray numbers = classes.reshape(classes.length()).castTo(DataType.INT32);
      super.setLabels(Nd4j.exec(new OneHot(numbers, count, -1, 1, 0, DataType.FLOAT))[0]);
    }
  }

  private static final class Kernels extends Impl {
    private final transient Lanes lanes;
    private transient OffHeap likelihoods = OffHeap.allocate(1); // n×M; then their gradient
    private transient float[] rows = new float[0]; // the same on the heap
    private double loss; // loss of the last backward pass, averaged over the batch

    Kernels(NeuralNetConfiguration conf, DataType type, Lanes lanes) {
      super(conf, type);
      this.lanes = lanes;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      int m = (int) layerConf().getNOut();
      predict(n, m);
      INDArray out = FusedImpl.array(workspace, ArrayType.ACTIVATIONS, n, m);
      OffHeap.of(out).buffer().put(0, rows, 0, n * m);
      return out;
    }

    /** Computes the probabilities of the classes and writes them to {@code rows}. */
    private void predict(int n, int m) {
      input = OffHeap.contiguousOrCopy(input);
      if (rows.length < n * m) {
        rows = new float[n * m];
        likelihoods = OffHeap.allocate(n * m);
      }
      int in = (int) layerConf().getNIn();
      Matrix x = Matrix.of(OffHeap.of(input), 0, in);
      float[] bias = OffHeap.values(params.get(DefaultParamInitializer.BIAS_KEY));
      Blas.multiply(lanes, n, m, in, x, weights(params).t(), Matrix.of(likelihoods, 0, m));
      lanes.run(
          n,
          (lane, from, to) -> {
            likelihoods.buffer().get(from * m, rows, from * m, (to - from) * m);
            for (int i = from; i < to; i++) {
              softmax(rows, i * m, bias);
            }
          });
    }

    /**
     * Returns the weights as a matrix. DL4J stores them column by column, so in memory they are
     * M×in.
     */
    private Matrix weights(Map<String, INDArray> from) {
      INDArray transposed = from.get(DefaultParamInitializer.WEIGHT_KEY).transpose();
      return Matrix.of(OffHeap.of(transposed), 0, (int) layerConf().getNIn());
    }

    private static void softmax(float[] v, int at, float[] bias) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < bias.length; j++) {
        v[at + j] += bias[j];
        max = Math.max(max, v[at + j]);
      }
      double sum = 0;
      for (int j = 0; j < bias.length; j++) {
        float e = (float) Math.exp(v[at + j] - max);
        v[at + j] = e;
        sum += e;
      }
      float scale = (float) (1 / sum);
      for (int j = 0; j < bias.length; j++) {
        v[at + j] *= scale;
      }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      int m = (int) layerConf().getNOut();
      int in = (int) layerConf().getNIn();
      predict(n, m);
      subtractLabels(n, m);
      likelihoods.buffer().put(0, rows, 0, n * m);
      INDArray dx = FusedImpl.array(workspace, ArrayType.ACTIVATION_GRAD, n, in);
      Matrix x = Matrix.of(OffHeap.of(input), 0, in);
      Matrix dy = Matrix.of(likelihoods, 0, m);
      Blas.multiply(lanes, n, in, m, dy, weights(params), Matrix.of(OffHeap.of(dx), 0, in));
      Blas.multiply(lanes, m, in, n, dy.t(), x, weights(gradientViews));
      float[] db = new float[m];
      lanes.run(
          m,
          (lane, from, to) -> {
            for (int i = 0; i < n; i++) {
              for (int j = from; j < to; j++) {
                db[j] += rows[i * m + j];
              }
            }
          });
      OffHeap.assign(gradientViews.get(DefaultParamInitializer.BIAS_KEY), db);
      Gradient gradient = new DefaultGradient();
      gradientViews.forEach(gradient::setGradientFor);
      weightNoiseParams.clear();
      return new Pair<>(gradient, dx);
    }

    /**
     * Replaces the probabilities by the gradient of the logits and computes the loss. A probability
     * too small for a float counts as the smallest positive float.
     */
    private void subtractLabels(int n, int m) {
      float[] classes = OffHeap.values(OffHeap.contiguousOrCopy(labels));
      double sum = 0;
      for (int i = 0; i < n; i++) {
        int at = i * m + (int) classes[i];
        sum -= Math.log(Math.max(rows[at], Float.MIN_NORMAL));
        rows[at] -= 1;
      }
      loss = sum / n;
    }

    /** Returns the loss of the last backward pass, after which DL4J calls this method. */
    @Override
    public double computeScore(
        double regularization, boolean training, LayerWorkspaceMgr workspace) {
      score = loss + regularization;
      return score;
    }
  }
}
