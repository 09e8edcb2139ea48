package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.Seeds;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.layer.FusedLayer;
import io.ddh.model.layer.HashLayer;
import io.ddh.model.layer.Head;
import io.ddh.model.layer.Initialization;
import io.ddh.model.layer.LossOutput;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.SoftmaxLoss;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Builds the graphs of all networks from a trunk, a hash layer and a loss.
 *
 * @param shape size of the input images
 * @param initialization rule for the size of the initial weights
 * @param seed seed of the initial weights
 * @param lanes the lanes that divide a batch among themselves
 * @param expected number of parameters that a graph must have; a graph with a different number is
 *     refused before memory is allocated; −1 for any
 */
public record Networks(
    Shape shape, Initialization initialization, long seed, Lanes lanes, long expected) {
  static final String DENSE = "dense";
  static final String LOSS = "loss";
  private static final String INPUT = "image";

  /** Size of the input images, n×side×side×channels. */
  public record Shape(int side, int channels) {}

  /**
   * Builds networks whose initial weights are chosen at random from a seed.
   *
   * @param shape size of the input images
   * @param initialization rule for the size of the initial weights
   * @param seed seed of the initial weights
   * @param lanes the lanes that divide a batch among themselves
   */
  public Networks(Shape shape, Initialization initialization, long seed, Lanes lanes) {
    this(shape, initialization, seed, lanes, -1);
  }

  /**
   * Builds a network that learns.
   *
   * @param layers trunk and hash layer
   * @param bits code length; the trunk's width if there is no hash layer
   * @param loss the loss that the network learns by
   * @param rate Adam's step size
   * @param decay weight decay α
   */
  ComputationGraph learner(Layers layers, int bits, HashLoss loss, double rate, double decay) {
    GraphBuilder graph = builder(rate, decay);
    graph.addLayer(LOSS, new LossOutput(bits, loss, lanes), add(graph, layers, bits));
    return init(graph.setOutputs(LOSS));
  }

  /** Builds a network that computes the outputs of its hash layer, or of its trunk. */
  ComputationGraph encoder(Layers layers, int bits) {
    GraphBuilder graph = builder(0, 0);
    return init(graph.setOutputs(add(graph, layers, bits)));
  }

  /** Adds layers to a graph and returns the name of the last one. */
  private String add(GraphBuilder graph, Layers layers, int bits) {
    Trunk.Top top = layers.trunk().addTo(graph, INPUT, this);
    if (layers.head().isEmpty()) {
      return top.layer();
    }
    Head head = layers.head().get();
    String name = head.group() > 0 ? "hash" : "codes";
    HashLayer layer = new HashLayer(head, top.width(), bits, start(name), lanes);
    graph.addLayer(name, layer, top.layer());
    return name;
  }

  /**
   * Builds the whole DDH network, which consists of the trunk, divide-and-encode codes, and a
   * softmax over the identities.
   *
   * @param ddh settings of the hash layer
   * @param bits code length
   * @param identities number of people
   * @param rate Adam's step size
   * @param decay weight decay α
   * @return the graph
   */
  public ComputationGraph ddh(DdhShape ddh, int bits, int identities, double rate, double decay) {
    HashLoss loss = ddh.loss(bits, identities, initialization);
    return learner(ddh.layers(bits), bits, loss, rate, decay);
  }

  /** Builds a classifier, which is a trunk of the given width and a softmax over the identities. */
  ComputationGraph classifier(Trunk trunk, int width, int identities, double rate, double decay) {
    double bound = initialization.dense(width, identities);
    HashLoss loss = new SoftmaxLoss(width, identities, bound, 0);
    return learner(new Layers(trunk, Optional.empty()), width, loss, rate, decay);
  }

  private GraphBuilder builder(double rate, double decay) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(rate))
        .l2(decay)
        .graphBuilder()
        .addInputs(INPUT)
        .setInputTypes(
            InputType.convolutional(shape.side, shape.side, shape.channels, CNN2DFormat.NHWC));
  }

  private ComputationGraph init(GraphBuilder graph) {
    ComputationGraphConfiguration conf = graph.build();
    if (expected >= 0) {
      long found = parameters(conf);
      Check.that(found == expected, "%d parameters expected, found %d", expected, found);
    }
    ComputationGraph net = new ComputationGraph(conf);
    net.init();
    return net;
  }

  private static long parameters(ComputationGraphConfiguration conf) {
    return conf.getVertices().values().stream()
        .map(vertex -> ((LayerVertex) vertex).getLayerConf())
        .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
        .sum();
  }

  /** Returns how the initial weights of a layer are chosen. */
  FusedLayer.Start start(String layer) {
    return new FusedLayer.Start(initialization, Seeds.derive(seed, "weights", layer));
  }
}
