package io.ddh.model.layer;

import io.ddh.model.kernel.MapEnd;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A convolution with batch norm by ND4J operations. A bias is left out, as in the kernels: batch
 * norm would subtract it again.
 *
 * <p>The 2×2 max-pool is one of the raw values in front of batch norm: four strided views and their
 * maximum, not ND4J's own pool, so that ties go to the first of (0,0), (0,1), (1,0), (1,1) on every
 * backend. Where γ is negative the smallest raw value wins.
 */
final class OpsConvNorm extends OpsConvImpl<ConvLayer> {
  private static final int CORNERS = 4;

  private final MapEnd end;
  private final int p; // side of the output
  private final Kept peak = new Kept(); // (n·p·p)×co: sign(γ)·v at the pool's winner

  OpsConvNorm(
      NeuralNetConfiguration conf, DataType type, ConvLayer layer, int padding, MapEnd end) {
    super(conf, type, layer, padding, List.of(FusedLayer.WEIGHT));
    this.end = end;
    p = layer.side();
  }

  private INDArray rows(INDArray array) {
    return rows(array, layer.co);
  }

  /** −1 for γ < 0, else 1. */
  private INDArray sign() {
    return parameter(FusedLayer.GAMMA).lt(0).castTo(DataType.FLOAT).muli(-2).addi(1);
  }

  /** Corner q of each 2×2 window of a map, a view; an odd map's last row and column are in none. */
  private INDArray corner(INDArray maps, int q) {
    return maps.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(q / 2, 2, 2L * p),
        NDArrayIndex.interval(q % 2, 2, 2L * p),
        NDArrayIndex.all());
  }

  private INDArray signedCorner(int q, INDArray sign) {
    return rows(corner(raw.get(), q).dup('c')).muliRowVector(sign);
  }

  /** The normalised winners of the pool, or the whole normalised map. */
  private INDArray normalized() {
    return end == MapEnd.HALF
        ? normalizeSigned(peak.get().dup())
        : normalize(rows(raw.get()).dup());
  }

  @Override
  void forward(boolean training, int n, INDArray out) {
    convolve(raw.shaped(n, o, o, layer.co));
    prepare(training, rows(raw.get()));
    if (end == MapEnd.HALF) {
      INDArray sign = sign();
      peak.copy(signedCorner(0, sign));
      for (int q = 1; q < CORNERS; q++) {
        peak.get().assign(Transforms.max(peak.get(), signedCorner(q, sign), true));
      }
    }
    INDArray z = normalized();
    Transforms.relu(z, false);
    if (end == MapEnd.MEAN) {
      z = z.reshape('c', n, (long) o * o, layer.co).mean(1);
    }
    out.assign(z.reshape('c', out.shape()));
  }

  /** Gradient of the output at each row of the pooled or whole map. */
  private INDArray incoming(INDArray epsilon, long n) {
    if (end != MapEnd.MEAN) {
      return rows(epsilon.dup('c'));
    }
    long places = (long) o * o;
    INDArray one = epsilon.dup('c').divi(places).reshape('c', n, 1, layer.co);
    return rows(one.broadcast(n, places, layer.co).dup('c'));
  }

  @Override
  void backward(int n, INDArray epsilon, INDArray dx) {
    INDArray all = rows(raw.get());
    boolean half = end == MapEnd.HALF;
    INDArray g = normalized().gt(0).castTo(DataType.FLOAT).muli(incoming(epsilon, n));
    INDArray winners = half ? peak.get().mulRowVector(sign()) : all;
    INDArray dy = normalizeBack(g, winners, all);
    INDArray share = g.muliRowVector(scale.get());
    if (half) {
      dy = dy.reshape('c', raw.get().shape());
      spread(share, dy);
    } else {
      dy = dy.addi(share).reshape('c', raw.get().shape());
    }
    convolveBack(dy, dx);
    if (gradientViews.containsKey(FusedLayer.BIAS)) {
      gradient(FusedLayer.BIAS).assign(0);
    }
  }

  /**
   * Adds each window's share to the winner's place.
   *
   * @param share (n·p·p)×co, overwritten
   * @param dy gradient of the maps
   */
  private void spread(INDArray share, INDArray dy) {
    INDArray sign = sign();
    for (int q = 0; q < CORNERS; q++) {
      INDArray won = peak.get().eq(signedCorner(q, sign)).castTo(DataType.FLOAT).muli(share);
      corner(dy, q).addi(won.reshape('c', dy.size(0), p, p, layer.co));
      share.subi(won); // nothing is left for later corners that tie
    }
  }
}
