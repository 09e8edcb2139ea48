package io.ddh.model;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.layer.Initialization;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The real graph behind the same few calls as {@link NaiveNetwork}. */
final class FastNetwork {
  private final NaiveNetwork.Shape shape;
  private final ComputationGraph net;
  private final GraphStep step;

  /** Builds the graph with Adam's rate and α of the weight decay. */
  FastNetwork(NaiveNetwork.Shape shape, double rate, double alpha, int lanes) {
    this(shape, build(shape, rate, alpha, lanes), lanes);
  }

  /** Wraps a graph. */
  FastNetwork(NaiveNetwork.Shape shape, ComputationGraph net, int lanes) {
    this.shape = shape;
    this.net = net;
    step = new GraphStep(net, new Lanes(lanes));
  }

  private static ComputationGraph build(
      NaiveNetwork.Shape s, double rate, double alpha, int lanes) {
    Networks networks =
        new Networks(
            new Networks.Shape(s.side(), s.channels()), Initialization.FAN_IN, 1, new Lanes(lanes));
    if (s.bits() == 0) {
      return networks.classifier(
          new FaceTrunk(s.width(), true), s.width(), s.identities(), rate, alpha);
    }
    int group = s.width() / s.bits();
    DdhShape ddh = new DdhShape(group, s.normalized(), s.penalty(), true);
    return networks.ddh(ddh, s.bits(), s.identities(), rate, alpha);
  }

  /** All parameters as layer/name, each in the order of its own layer. */
  Map<String, double[]> values() {
    Map<String, double[]> out = new LinkedHashMap<>();
    net.paramTable().forEach((key, array) -> out.put(name(key), doubles(view(key, array))));
    return out;
  }

  /** Sizes of each parameter, without its values. */
  Map<String, long[]> shapes() {
    Map<String, long[]> out = new LinkedHashMap<>();
    net.paramTable().forEach((key, array) -> out.put(name(key), view(key, array).shape()));
    return out;
  }

  void set(Map<String, double[]> values) {
    net.paramTable()
        .forEach(
            (key, array) -> {
              INDArray view = view(key, array);
              view.assign(array(values.get(name(key)), view.shape()));
            });
  }

  private static String name(String key) {
    int cut = key.lastIndexOf('_');
    return key.substring(0, cut).replace(Networks.LOSS, "classifier")
        + "/"
        + key.substring(cut + 1);
  }

  /** The classifier's weights as width×identities; DDH's loss stores them class by class. */
  private static INDArray view(String key, INDArray array) {
    return key.equals(Networks.LOSS + "_W") ? array.transpose() : array;
  }

  /** Gradients of the mean loss of a batch by name, without weight decay; no step. */
  Map<String, double[]> gradients(double[] x, int[] labels) {
    return Blas.singleThreaded(
        () -> {
          net.setInputs(input(x, labels.length));
          net.setLabels(targets(labels));
          net.computeGradientAndScore();
          Map<String, double[]> out = new LinkedHashMap<>();
          net.gradient()
              .gradientForVariable()
              .forEach(
                  (key, array) -> {
                    double[] g = doubles(view(key, array));
                    for (int i = 0; i < g.length; i++) {
                      g[i] /= labels.length; // the updater does this
                    }
                    out.put(name(key), g);
                  });
          return out;
        });
  }

  /** One step; returns the loss before it, weight decay included. */
  double step(double[] x, int[] labels) {
    return Blas.singleThreaded(() -> step.fit(input(x, labels.length), targets(labels)));
  }

  /** Class likelihoods, n×identities, with batch statistics or running ones. */
  double[] likelihoods(double[] x, int n, boolean training) {
    double[] outputs = output(x, n, training, Networks.LOSS);
    float[] floats = new float[outputs.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) outputs[i];
    }
    return softmax(net, floats, n);
  }

  /** Class likelihoods of outputs, n×identities, by the classifier of DDH's loss. */
  static double[] softmax(ComputationGraph net, float[] outputs, int n) {
    double[] w = doubles(net.getLayer(Networks.LOSS).getParam("W"));
    double[] b = doubles(net.getLayer(Networks.LOSS).getParam("b"));
    int width = outputs.length / n;
    double[] out = new double[n * b.length];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int c = 0; c < b.length; c++) {
        double z = b[c];
        for (int k = 0; k < width; k++) {
          z += w[c * width + k] * outputs[i * width + k];
        }
        out[i * b.length + c] = Math.exp(z);
        sum += out[i * b.length + c];
      }
      for (int c = 0; c < b.length; c++) {
        out[i * b.length + c] /= sum;
      }
    }
    return out;
  }

  /** Codes, n×bits, with batch statistics or running ones. */
  double[] codes(double[] x, int n, boolean training) {
    return output(x, n, training, "hash");
  }

  private double[] output(double[] x, int n, boolean training, String layer) {
    return Blas.singleThreaded(() -> doubles(net.feedForward(input(x, n), training).get(layer)));
  }

  private INDArray input(double[] x, int n) {
    return array(x, n, shape.side(), shape.side(), shape.channels());
  }

  private static INDArray targets(int[] labels) {
    INDArray out = Nd4j.create(DataType.FLOAT, labels.length, 2); // with row numbers of 0
    for (int i = 0; i < labels.length; i++) {
      out.putScalar(i, 0, labels[i]);
    }
    return out;
  }

  private static INDArray array(double[] values, long... shape) {
    return Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape('c', shape);
  }

  private static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
