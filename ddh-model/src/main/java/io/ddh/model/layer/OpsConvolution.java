package io.ddh.model.layer;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's convolution with a stride of one, channels last, weights k×k×ci×co.
 *
 * @param padding zeros on each side of the input
 */
record OpsConvolution(ConvLayer layer, int padding) {
  private static final int EXPLICIT = 0; // padding as given
  private static final int CHANNELS_LAST = 1;
  private static final int WEIGHTS_AS_OURS = 0;

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

  /** Side of the map. */
  int side() {
    return layer.h + 2 * padding - layer.k + 1;
  }

  /**
   * Computes the map.
   *
   * @param map receives n×side×side×co
   * @param parameters names of the weights and, if there is one, the bias
   */
  void forward(FusedImpl<?> impl, INDArray x, INDArray map, String... parameters) {
    List<INDArray> inputs = new ArrayList<>(List.of(x));
    for (String name : parameters) {
      inputs.add(impl.parameter(name));
    }
    run("conv2d", inputs, List.of(map));
  }

  /**
   * Sets the parameters' gradients.
   *
   * @param dy gradient of the map
   * @return the gradient of the input, n×h×h×ci
   */
  INDArray backward(FusedImpl<?> impl, INDArray x, INDArray dy, String... parameters) {
    List<INDArray> inputs = new ArrayList<>(List.of(x));
    List<INDArray> outputs = new ArrayList<>(List.of(empty(x)));
    for (String name : parameters) {
      inputs.add(impl.parameter(name));
      outputs.add(empty(impl.parameter(name)));
    }
    inputs.add(dy);
    run("conv2d_bp", inputs, outputs);
    for (int i = 0; i < parameters.length; i++) {
      impl.gradient(parameters[i]).assign(outputs.get(i + 1));
    }
    return outputs.get(0);
  }

  private static INDArray empty(INDArray like) {
    return Nd4j.createUninitialized(DataType.FLOAT, like.shape());
  }
}
