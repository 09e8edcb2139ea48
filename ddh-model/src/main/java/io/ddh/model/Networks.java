package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.Seeds;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.MapEnd;
import io.ddh.model.kernel.Pool3;
import io.ddh.model.layer.CodeOutput;
import io.ddh.model.layer.Conv3Block;
import io.ddh.model.layer.Conv5Block;
import io.ddh.model.layer.ConvBlock;
import io.ddh.model.layer.DenseBlock;
import io.ddh.model.layer.DivideEncode;
import io.ddh.model.layer.FusedLayer;
import io.ddh.model.layer.Initialization;
import io.ddh.model.layer.LocalBlock;
import io.ddh.model.layer.SoftmaxOutput;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The graphs of DDH, CNNH, DSH and DeepHash, built from the fused layers. */
public final class Networks {
  static final String FACE_FEATURE = "face-feature";
  static final String HASH = "hash";
  static final String CLASSIFIER = "classifier";
  private static final String CODES = "codes";
  private static final String INPUT = "image";
  private static final String DENSE_LAYER = "dense";
  private static final int DENSE = 500;

  private final Shape shape;
  private final Initialization initialization;
  private final long seed;
  private final Lanes lanes;
  private long expected = -1; // required number of parameters; −1 for any

  /** Size of the input images, n×side×side×channels. */
  public record Shape(int side, int channels) {}

  /** A 5×5 convolution and the pool that follows it. */
  record Stage(int channels, Pool3 pool) {}

  /**
   * Builds networks whose initial weights are chosen at random from a seed.
   *
   * @param shape size of the input images
   * @param initialization rule for the size of the initial weights
   * @param seed seed of the initial weights
   * @param lanes the lanes that divide a batch among themselves
   */
  public Networks(Shape shape, Initialization initialization, long seed, Lanes lanes) {
    this.shape = shape;
    this.initialization = initialization;
    this.seed = seed;
    this.lanes = lanes;
  }

  /**
   * Builds networks whose parameters will be overwritten by saved ones.
   *
   * @param parameters number of parameters that a graph must have; a graph with a different number
   *     is refused before memory is allocated
   */
  static Networks restoring(Shape shape, long parameters, Lanes lanes) {
    Networks out = new Networks(shape, Initialization.FAN_IN, 0, lanes);
    out.expected = parameters;
    return out;
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
    GraphBuilder graph = codes(ddh, bits, ddh.penaltyPerBit(bits), rate, decay);
    return classifier(graph, HASH, bits, identities);
  }

  /** Builds the DDH network up to the codes, without the classifier. */
  ComputationGraph ddhEncoder(DdhShape ddh, int bits) {
    return init(codes(ddh, bits, 0, 0, 0).setOutputs(HASH));
  }

  private GraphBuilder codes(DdhShape ddh, int bits, double penalty, double rate, double decay) {
    DivideEncode codes =
        new DivideEncode(bits, ddh.group(), ddh.normalized(), penalty, start(HASH), lanes);
    return trunk(rate, decay, bits * ddh.group(), ddh.normalized())
        .addLayer(HASH, codes, FACE_FEATURE);
  }

  /**
   * Builds the network of the CNN features, which is DDH's trunk with a softmax over the
   * identities.
   */
  ComputationGraph cnn(int width, int identities, double rate, double decay) {
    return classifier(trunk(rate, decay, width, true), FACE_FEATURE, width, identities);
  }

  /** Builds DDH's trunk up to the face feature layer, which computes the CNN features. */
  ComputationGraph cnnEncoder(int width) {
    return init(trunk(0, 0, width, true).setOutputs(FACE_FEATURE));
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

  private GraphBuilder trunk(double rate, double decay, int width, boolean normalized) {
    GraphBuilder graph = builder(rate, decay);
    ConvBlock conv1 = new ConvBlock(shape.side, shape.channels, 3, 20, true, start("conv1"), lanes);
    ConvBlock conv2 = new ConvBlock(conv1.side(), 20, 2, 40, false, start("conv2"), lanes);
    ConvBlock conv3 = new ConvBlock(conv2.side(), 40, 2, 60, false, start("conv3"), lanes);
    LocalBlock local = new LocalBlock(conv3.side(), 60, 2, 80, start("local"), lanes);
    return graph
        .addLayer("conv1", conv1, INPUT)
        .addLayer("conv2", conv2, "conv1")
        .addLayer("conv3", conv3, "conv2")
        .addLayer("local", local, "conv3")
        .addLayer(
            FACE_FEATURE,
            new DenseBlock(local.width(), width, normalized, start(FACE_FEATURE), lanes),
            "local");
  }

  private ComputationGraph classifier(GraphBuilder graph, String from, int width, int identities) {
    double bound = initialization.dense(width, identities);
    return init(
        graph
            .addLayer(
                CLASSIFIER,
                new SoftmaxOutput(
                    new OutputLayer.Builder()
                        .nIn(width)
                        .nOut(identities)
                        .weightInit(new UniformDistribution(-bound, bound)),
                    lanes),
                from)
            .setOutputs(CLASSIFIER));
  }

  /**
   * Builds the network of CNNH and DSH, which consists of 5×5 convolutions (each followed by
   * overlapping pooling), then a dense layer of 500 units with ReLU, then one output per bit.
   *
   * @param loss loss of the outputs
   */
  ComputationGraph conv5(
      List<Stage> stages,
      int bits,
      Activation activation,
      ILossFunction loss,
      double rate,
      double decay) {
    GraphBuilder graph = builder(rate, decay);
    int side = shape.side;
    int channels = shape.channels;
    String below = INPUT;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      String name = "conv" + (i + 1);
      Conv5Block block =
          new Conv5Block(
              side, channels, stage.channels(), stage.pool(), i == 0, start(name), lanes);
      graph.addLayer(name, block, below);
      side = block.side();
      channels = stage.channels();
      below = name;
    }
    graph.addLayer(
        DENSE_LAYER,
        new DenseBlock(side * side * channels, DENSE, false, start(DENSE_LAYER), lanes),
        below);
    return codes(graph, DENSE, bits, activation, loss);
  }

  /** Completes a graph with an output layer of one unit per bit on top of the layer "dense". */
  private ComputationGraph codes(
      GraphBuilder graph, int width, int bits, Activation activation, ILossFunction loss) {
    double bound = initialization.dense(width, bits);
    graph.addLayer(
        CODES,
        new CodeOutput(
            new OutputLayer.Builder(loss)
                .nIn(width)
                .nOut(bits)
                .weightInit(new UniformDistribution(-bound, bound))
                .activation(activation)),
        DENSE_LAYER);
    return init(graph.setOutputs(CODES));
  }

  /**
   * Builds the network of DeepHash's first stage, which consists of the wide trunk, the mean over
   * its map, and a softmax.
   */
  ComputationGraph wideTrunk(WideShape wide, int identities, double rate, double decay) {
    GraphBuilder graph = builder(rate, decay);
    String top = wideTrunk(graph, wide);
    return classifier(graph, top, wide.width(), identities);
  }

  /**
   * Builds the network of DeepHash's second stage, which is that of the first stage with a dense
   * layer before the softmax.
   */
  ComputationGraph wideDense(WideShape wide, int identities, double rate, double decay) {
    GraphBuilder graph = builder(rate, decay);
    wideDense(graph, wide);
    return classifier(graph, DENSE_LAYER, wide.dense(), identities);
  }

  /**
   * Builds DeepHash's final network, which is that of the second stage with one output per bit
   * instead of the softmax.
   */
  ComputationGraph wideCodes(
      WideShape wide, int bits, ILossFunction loss, double rate, double decay) {
    GraphBuilder graph = builder(rate, decay);
    wideDense(graph, wide);
    return codes(graph, wide.dense(), bits, Activation.IDENTITY, loss);
  }

  private void wideDense(GraphBuilder graph, WideShape wide) {
    String top = wideTrunk(graph, wide);
    graph.addLayer(
        DENSE_LAYER,
        new DenseBlock(wide.width(), wide.dense(), true, start(DENSE_LAYER), lanes),
        top);
  }

  /** Adds DeepHash's trunk to a graph and returns the name of its last layer. */
  private String wideTrunk(GraphBuilder graph, WideShape wide) {
    Check.that(
        wide.fits(shape.side), "images of side %d are too large for %s", shape.side, wide.trunk());
    int side = shape.side;
    int channels = shape.channels;
    int count = 0;
    String below = INPUT;
    for (int i = 0; i < wide.stages().size(); i++) {
      List<Integer> stage = wide.stages().get(i);
      for (int j = 0; j < stage.size(); j++) {
        boolean last = j == stage.size() - 1;
        MapEnd pool = i == wide.stages().size() - 1 ? MapEnd.MEAN : MapEnd.HALF;
        String name = "conv" + ++count;
        Conv3Block block =
            new Conv3Block(
                side,
                channels,
                stage.get(j),
                last ? pool : MapEnd.WHOLE,
                count == 1,
                start(name),
                lanes);
        graph.addLayer(name, block, below);
        side = block.side();
        channels = stage.get(j);
        below = name;
      }
    }
    return below;
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

  private FusedLayer.Start start(String layer) {
    return new FusedLayer.Start(initialization, Seeds.derive(seed, "weights", layer));
  }
}
