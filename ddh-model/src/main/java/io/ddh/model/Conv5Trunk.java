package io.ddh.model;

import io.ddh.model.kernel.Pool3;
import io.ddh.model.layer.Conv5Block;
import io.ddh.model.layer.DenseBlock;
import io.ddh.model.layer.Head;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * The trunk of CNNH and DSH, which consists of 5×5 convolutions (each followed by overlapping
 * pooling), then a dense layer of 500 units with ReLU.
 *
 * @param stages the convolutions, from the input to the output
 */
record Conv5Trunk(List<Stage> stages) implements Trunk {
  private static final int DENSE = 500;

  /** A 5×5 convolution and the pool that follows it. */
  record Stage(int channels, Pool3 pool) {}

  /**
   * Returns the layers of a network with one dense output per bit.
   *
   * @param tanh whether the outputs end with a tanh
   */
  static Layers layers(boolean tanh, Stage... stages) {
    return new Layers(new Conv5Trunk(List.of(stages)), Optional.of(new Head(0, false, tanh)));
  }

  @Override
  public Top addTo(GraphBuilder graph, String input, Networks networks) {
    int side = networks.shape().side();
    int channels = networks.shape().channels();
    String below = input;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      String name = "conv" + (i + 1);
      Conv5Block block =
          new Conv5Block(
              side,
              channels,
              stage.channels(),
              stage.pool(),
              i == 0,
              networks.start(name),
              networks.lanes());
      graph.addLayer(name, block, below);
      side = block.side();
      channels = stage.channels();
      below = name;
    }
    String name = Networks.DENSE;
    graph.addLayer(
        name,
        new DenseBlock(
            side * side * channels, DENSE, false, networks.start(name), networks.lanes()),
        below);
    return new Top(name, DENSE);
  }
}
