package io.ddh.model.layer;

import io.ddh.model.kernel.MapEnd;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Computes a convolution and its batch norm using ND4J operations. A bias is ignored, as in the
 * kernels, because batch norm would subtract it again.
 *
 * <p>The 2×2 max-pool selects from the raw values before batch norm. This pool is the maximum of
 * four strided views, and not ND4J's own pool, so that ties go to the first of (0,0), (0,1), (1,0),
 * (1,1) on every backend. Where γ is negative, the smallest raw value is selected.
 */
final class OpsConvNorm extends OpsConvImpl<ConvLayer> {
  private static final int CORNERS = 4;

  private final MapEnd end;
  private final int p; // side of the output
  private final Kept peak = new Kept(); // (n·p·p)×co: sign(γ)·v of the selected value

  OpsConvNorm(
      NeuralNetConfiguration conf, DataType type, ConvLayer layer, int padding, MapEnd end) {
    super(conf, type, layer, padding, List.of(FusedLayer.WEIGHT));
    this.end = end;
    p = layer.side();
  }

  private INDArray rows(INDArray array) {
    return rows(array, layer.co);
  }

  /** Returns −1 for each channel with γ &lt; 0, and 1 for the others. */
  private INDArray sign() {
    return parameter(FusedLayer.GAMMA).lt(0).castTo(DataType.FLOAT).muli(-2).addi(1);
  }

  /**
   * Returns a view of corner q of each 2×2 window of a map; the last row and column of a map with
   * odd sides are in no window.
   */
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

  /**
   * Returns the normalised values that the pool selected or, without a pool, the whole normalised
   * map.
   */
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

  /** Returns the gradient of the output, with one row per position of the pooled or whole map. */
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
   * Adds each window's gradient at the position of the selected value.
   *
   * @param share gradient of each window, (n·p·p)×co, overwritten
   * @param dy receives the gradient of the maps
   */
  private void spread(INDArray share, INDArray dy) {
    INDArray sign = sign();
    for (int q = 0; q < CORNERS; q++) {
      INDArray won = peak.get().eq(signedCorner(q, sign)).castTo(DataType.FLOAT).muli(share);
      corner(dy, q).addi(won.reshape('c', dy.size(0), p, p, layer.co));
      share.subi(won); // later corners with the same value get nothing
    }
  }
}
