package io.ddh.model;

import io.ddh.model.kernel.Adam;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Performs the training steps of a graph. A step is DL4J's forward and backward pass, followed by
 * {@link Adam} in place of DL4J's updater. Step size, decay and fixed parameters come from the
 * graph's configuration. If ND4J's operations compute the layers, DL4J's updater is used.
 */
public final class GraphStep {
  private final ComputationGraph net;
  private final Adam adam;
  private final double rate;
  private double factor = 1;

  /**
   * Prepares the training steps of a graph.
   *
   * @param net the graph
   * @param lanes the lanes that divide a batch among themselves
   */
  public GraphStep(ComputationGraph net, Lanes lanes) {
    this.net = net;
    double size = 0;
    List<Adam.Range> ranges = new ArrayList<>();
    for (Layer layer : net.getLayers()) {
      BaseLayer conf = (BaseLayer) layer.conf().getLayer();
      for (Map.Entry<String, INDArray> e : layer.paramTable().entrySet()) {
        boolean learned = !(conf.getUpdaterByParam(e.getKey()) instanceof NoOp);
        if (learned) {
          size = conf.getUpdaterByParam(e.getKey()).getLearningRate(0, 0);
        }
        double decay = learned ? decay(conf.getRegularizationByParam(e.getKey())) : 0;
        ranges.add(new Adam.Range((int) e.getValue().length(), learned, decay));
      }
    }
    rate = size;
    adam = new Adam(ranges, rate, lanes);
  }

  private static double decay(List<Regularization> regularization) {
    return regularization == null
        ? 0
        : regularization.stream()
            .mapToDouble(r -> ((L2Regularization) r).getL2().valueAt(0, 0))
            .sum();
  }

  /** Returns the number of learned parameters, which excludes running statistics. */
  long learned() {
    return adam.learned();
  }

  /** Sets the factor by which the configured step size is multiplied from now on. */
  void scale(double part) {
    if (part != factor && Execution.chosen() == Execution.OPERATIONS) {
      net.setLearningRate(rate * part);
    }
    factor = part;
  }

  Adam.State state() {
    if (Execution.chosen() == Execution.OPERATIONS) {
      INDArray moments = net.getUpdater().getStateViewArray();
      return new Adam.State(OffHeap.values(moments), net.getIterationCount());
    }
    return adam.state();
  }

  /**
   * Restores the state of the optimiser.
   *
   * @throws IllegalArgumentException if the state belongs to another graph
   */
  void restore(Adam.State state) {
    if (Execution.chosen() == Execution.OPERATIONS) {
      INDArray moments = net.getUpdater().getStateViewArray();
      state.check(moments.length());
      OffHeap.assign(moments, state.moments());
      net.getConfiguration().setIterationCount(state.steps());
    } else {
      adam.restore(state);
    }
  }

  /**
   * Does one training step on a batch and returns the batch's loss before the step.
   *
   * @param inputs images of the batch
   * @param targets identity number and row number of each image, n×2
   * @return the loss of the batch, weight decay included
   */
  public double fit(INDArray inputs, INDArray targets) {
    if (Execution.chosen() == Execution.OPERATIONS) {
      net.fit(new DataSet(inputs, targets));
      return net.score();
    }
    net.setInput(0, inputs);
    net.setLabels(targets);
    net.computeGradientAndScore();
    double decay = update((int) inputs.size(0));
    net.clear();
    return net.score() + decay;
  }

  /**
   * Updates the parameters by the gradient that the graph holds, which is a sum over the batch's
   * images. Returns the weight decay's share of the loss, which our layers leave out of the graph's
   * score.
   *
   * @param images number of images in the batch
   * @return the weight decay's share of the loss
   */
  public double update(int images) {
    return adam.step(
        OffHeap.of(net.params()).buffer(),
        OffHeap.of(net.getGradientsViewArray()).buffer(),
        images,
        factor);
  }
}
