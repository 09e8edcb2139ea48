package io.ddh.model.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Base class of layers that use ND4J's convolution, with stride 1, channels last and weights
 * k×k×ci×co.
 */
abstract class OpsConvImpl<L extends ConvLayer> extends OpsImpl<L> {
  private static final int EXPLICIT = 0; // ND4J's code for explicit padding
  private static final int CHANNELS_LAST = 1;
  private static final int WEIGHTS_AS_OURS = 0;

  final int o; // side of the map
  private final int padding;
  private final List<String> names;

  /**
   * Creates the layer for given shapes.
   *
   * @param padding number of zeros on each side of the input
   * @param names names of the weights and, if it has an effect, of the bias
   */
  OpsConvImpl(
      NeuralNetConfiguration conf, DataType type, L layer, int padding, List<String> names) {
    super(conf, type, layer);
    this.padding = padding;
    this.names = names;
    o = layer.h + 2 * padding - layer.k + 1;
  }

  private void run(String name, List<INDArray> inputs, List<INDArray> outputs) {
    int k = layer.k;
    int p = padding;
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addIntegerArguments(k, k, 1, 1, p, p, 1, 1, EXPLICIT, CHANNELS_LAST, WEIGHTS_AS_OURS)
            .addInputs(inputs.toArray(new INDArray[0]))
            .addOutputs(outputs.toArray(new INDArray[0]))
            .build());
  }

  /**
   * Computes the convolution's map.
   *
   * @param map receives the map, n×o×o×co
   */
  void convolve(INDArray map) {
    List<INDArray> inputs = new ArrayList<>(List.of(input));
    names.forEach(name -> inputs.add(parameter(name)));
    run("conv2d", inputs, List.of(map));
  }

  /**
   * Computes the backward pass of the convolution and sets the gradients of the parameters.
   *
   * @param dy gradient of the convolution's map
   * @param dx receives the gradient of the input, unless this is the first layer
   */
  void convolveBack(INDArray dy, INDArray dx) {
    List<INDArray> inputs = new ArrayList<>(List.of(input));
    names.forEach(name -> inputs.add(parameter(name)));
    List<INDArray> outputs =
        inputs.stream().map(i -> Nd4j.createUninitialized(DataType.FLOAT, i.shape())).toList();
    inputs.add(dy);
    run("conv2d_bp", inputs, outputs);
    for (int i = 0; i < names.size(); i++) {
      gradient(names.get(i)).assign(outputs.get(i + 1));
    }
    if (!layer.first) {
      dx.assign(outputs.get(0));
    }
  }
}
