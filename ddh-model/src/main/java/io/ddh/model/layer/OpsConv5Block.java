package io.ddh.model.layer;

import io.ddh.model.kernel.Pool3;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Computes a {@link Conv5Block} using ND4J operations. The map after the ReLU is padded with enough
 * zeros that no pool window is cut off, and pooling works on nine strided views of it. The zeros
 * change neither a maximum nor a sum. Ties go to the first in row order, as in {@link Pool3}.
 */
final class OpsConv5Block extends OpsConvImpl<Conv5Block> {
  private static final int WINDOW = 3;
  private static final int PLACES = WINDOW * WINDOW;

  private final int p; // side of the pooled map
  private final int frame; // side of the padded map
  private final Kept map = new Kept(); // n×frame×frame×co, after the ReLU
  private final Kept pooled = new Kept();

  OpsConv5Block(NeuralNetConfiguration conf, DataType type, Conv5Block layer) {
    super(conf, type, layer, layer.k / 2, List.of(FusedLayer.WEIGHT, FusedLayer.BIAS));
    p = layer.side();
    frame = 2 * p + 2;
  }

  /** Returns a view of place q of each 3×3 window of a padded map. */
  private INDArray place(INDArray framed, int q) {
    return framed.get(
        NDArrayIndex.all(), strided(q / WINDOW), strided(q % WINDOW), NDArrayIndex.all());
  }

  private INDArrayIndex strided(int from) {
    return NDArrayIndex.interval(from, 2, from + 2L * p);
  }

  private INDArray inner(INDArray framed) {
    return framed.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(0, layer.h),
        NDArrayIndex.interval(0, layer.h),
        NDArrayIndex.all());
  }

  /**
   * Returns one divided by the number of positions in each window, in the shape of the pooled map.
   */
  private INDArray shares(long n) {
    float[] one = new float[p * p];
    for (int w = 0; w < one.length; w++) {
      one[w] = Pool3.share(w, layer.h);
    }
    INDArray shares = Nd4j.createFromArray(one).reshape('c', 1, p, p, 1);
    return shares.broadcast(n, p, p, layer.co);
  }

  @Override
  void forward(boolean training, int n, INDArray out) {
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, n, layer.h, layer.h, layer.co);
    convolve(y);
    Transforms.relu(y, false);
    INDArray framed = map.shaped(n, frame, frame, layer.co).assign(0);
    inner(framed).assign(y);
    INDArray z = pooled.copy(place(framed, 0));
    for (int q = 1; q < PLACES; q++) {
      INDArray other = place(framed, q);
      if (layer.pool == Pool3.MAX) {
        z.assign(Transforms.max(z, other.dup('c'), true));
      } else {
        z.addi(other);
      }
    }
    if (layer.pool == Pool3.MEAN) {
      z.muli(shares(n));
    }
    out.assign(z);
  }

  @Override
  void backward(int n, INDArray epsilon, INDArray dx) {
    INDArray g = epsilon.dup('c').reshape('c', n, p, p, layer.co);
    if (layer.pool == Pool3.MEAN) {
      g.muli(shares(n));
    }
    INDArray spread = Nd4j.zeros(DataType.FLOAT, n, frame, frame, layer.co);
    for (int q = 0; q < PLACES; q++) {
      if (layer.pool == Pool3.MAX) {
        INDArray value = place(map.get(), q).dup('c');
        INDArray won = value.eq(pooled.get()).castTo(DataType.FLOAT).muli(g);
        place(spread, q).addi(won);
        g.subi(won); // later places with the same value get nothing
      } else {
        place(spread, q).addi(g);
      }
    }
    spread.muli(map.get().gt(0).castTo(DataType.FLOAT));
    convolveBack(inner(spread).dup('c'), dx);
  }
}
