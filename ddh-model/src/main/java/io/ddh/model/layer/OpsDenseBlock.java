package io.ddh.model.layer;

import io.ddh.model.kernel.Moments;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link DenseBlock} by ND4J operations. */
final class OpsDenseBlock extends FusedImpl<DenseBlock> {
  private final DenseBlock layer;
  private final OpsNorm norm = new OpsNorm();
  private final Kept raw = new Kept();
  private final Kept active = new Kept();

  OpsDenseBlock(NeuralNetConfiguration conf, DataType type, DenseBlock layer) {
    super(conf, type);
    this.layer = layer;
  }

  /** One row an image, whatever shape the layer below gives it. */
  private static INDArray rows(INDArray images) {
    return images.rank() == 2
        ? images
        : images.reshape('c', images.size(0), images.length() / images.size(0));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
    raw.copy(rows(input).mmul(parameter(FusedLayer.WEIGHT)));
    raw.get().addiRowVector(parameter(FusedLayer.BIAS));
    INDArray z = active.copy(raw.get());
    if (layer.normalized) {
      normalize(training, norm, raw.get());
      norm.apply(z);
    }
    Transforms.relu(z, false);
    return output(workspace, z.shape()).assign(z);
  }

  @Override
  Moments moments() {
    return norm.moments();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    INDArray g = epsilon.mul(active.get().gt(0).castTo(DataType.FLOAT));
    if (layer.normalized) {
      INDArray rest = norm.backward(this, g, raw.get(), raw.get());
      g = rest.addi(g.muliRowVector(norm.scale()));
      gradient(FusedLayer.BIAS).assign(0); // batch norm subtracts the bias again
    } else {
      gradient(FusedLayer.BIAS).assign(g.sum(0));
    }
    gradient(FusedLayer.WEIGHT).assign(rows(input).transpose().mmul(g));
    INDArray dx = inputGradient(workspace, input.shape());
    rows(dx).assign(g.mmul(parameter(FusedLayer.WEIGHT).transpose()));
    return new Pair<>(gradients(), dx);
  }
}
