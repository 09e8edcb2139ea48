package io.ddh.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Computes a {@link LocalBlock} using ND4J operations, with one batched matrix product for all
 * locations.
 */
final class OpsLocalBlock extends OpsImpl<LocalBlock> {
  private final int places;
  private final long pass; // floats of one input image
  private final Kept patches = new Kept(); // places×n×(k·k·ci)

  OpsLocalBlock(NeuralNetConfiguration conf, DataType type, LocalBlock layer) {
    super(conf, type, layer);
    places = layer.side() * layer.side();
    pass = (long) layer.h * layer.h * layer.ci;
  }

  /** Returns the window, in all images (n×h×h×ci), that a location is connected to. */
  private INDArray window(INDArray images, int place) {
    int i = place / layer.side();
    int j = place % layer.side();
    return images.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(i, i + layer.k),
        NDArrayIndex.interval(j, j + layer.k),
        NDArrayIndex.all());
  }

  /** Returns the columns of the merged layer that belong to a location. */
  private INDArray columns(INDArray merged, int place) {
    long from = pass + (long) place * layer.co;
    return merged.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + layer.co));
  }

  private INDArray passed(INDArray merged) {
    return merged.get(NDArrayIndex.all(), NDArrayIndex.interval(0, pass));
  }

  private static INDArray slice(INDArray array, long at) {
    return array.get(NDArrayIndex.point(at));
  }

  @Override
  void forward(boolean training, int n, INDArray out) {
    long patch = (long) layer.k * layer.k * layer.ci;
    INDArray x = patches.shaped(places, n, patch);
    for (int place = 0; place < places; place++) {
      slice(x, place).assign(window(input, place).dup('c').reshape('c', n, patch));
    }
    INDArray y = Nd4j.matmul(x, parameter(FusedLayer.WEIGHT));
    for (int place = 0; place < places; place++) {
      slice(y, place).addiRowVector(slice(parameter(FusedLayer.BIAS), place));
    }
    raw.copy(rows(y, layer.co));
    INDArray z = normalizeRows(training);
    Transforms.relu(z, false);
    passed(out).assign(input.reshape('c', n, pass));
    for (int place = 0; place < places; place++) {
      columns(out, place).assign(slice(z.reshape('c', places, n, layer.co), place));
    }
  }

  @Override
  void backward(int n, INDArray epsilon, INDArray dx) {
    INDArray g = Nd4j.createUninitialized(DataType.FLOAT, places, n, layer.co);
    for (int place = 0; place < places; place++) {
      slice(g, place).assign(columns(epsilon, place));
    }
    g = rows(g, layer.co);
    g.muli(active.get().gt(0).castTo(DataType.FLOAT));
    g = normalizeBack(g).reshape('c', places, n, layer.co);
    gradient(FusedLayer.BIAS).assign(g.sum(1));
    gradient(FusedLayer.WEIGHT).assign(Nd4j.matmul(patches.get().permute(0, 2, 1), g));
    INDArray dPatches = Nd4j.matmul(g, parameter(FusedLayer.WEIGHT).permute(0, 2, 1));
    dx.assign(passed(epsilon).dup('c').reshape('c', input.shape()));
    for (int place = 0; place < places; place++) {
      INDArray part = slice(dPatches, place).dup('c');
      window(dx, place).addi(part.reshape('c', n, layer.k, layer.k, layer.ci));
    }
  }
}
