package io.ddh.model.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * 2×2 max-pool by ND4J operations of the raw values in front of batch norm. The pool is four
 * strided views and their maximum, not ND4J's own: so ties go to the first of (0,0), (0,1), (1,0),
 * (1,1) on every backend. Where γ is negative the smallest raw value wins.
 */
final class OpsPool2 {
  private static final int CORNERS = 4;

  private final int p; // side of the pooled map
  private final int co;
  private final Kept peak = new Kept(); // (n·p·p)×co: sign(γ)·v at the pool's winner

  OpsPool2(int p, int co) {
    this.p = p;
    this.co = co;
  }

  private INDArray rows(INDArray array) {
    return array.reshape('c', array.length() / co, co);
  }

  /** Corner q of each 2×2 window of a map, a view; an odd map's last row and column are in none. */
  private INDArray corner(INDArray maps, int q) {
    return maps.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(q / 2, 2, 2L * p),
        NDArrayIndex.interval(q % 2, 2, 2L * p),
        NDArrayIndex.all());
  }

  /** −1 for γ < 0, else 1. */
  static INDArray sign(INDArray gamma) {
    return gamma.lt(0).castTo(DataType.FLOAT).muli(-2).addi(1);
  }

  private INDArray signedCorner(INDArray map, int q, INDArray sign) {
    return rows(corner(map, q).dup('c')).muliRowVector(sign);
  }

  /** Finds sign(γ)·v of the winners of n×o×o×co maps. */
  void find(INDArray map, INDArray sign) {
    peak.copy(signedCorner(map, 0, sign));
    for (int q = 1; q < CORNERS; q++) {
      peak.get().assign(Transforms.max(peak.get(), signedCorner(map, q, sign), true));
    }
  }

  /** What was found last, (n·p·p)×co. */
  INDArray peak() {
    return peak.get();
  }

  /**
   * Adds each window's share to the winner's place.
   *
   * @param share (n·p·p)×co, overwritten
   * @param dy gradient of the maps
   */
  void spread(INDArray map, INDArray sign, INDArray share, INDArray dy) {
    for (int q = 0; q < CORNERS; q++) {
      INDArray won = peak.get().eq(signedCorner(map, q, sign)).castTo(DataType.FLOAT).muli(share);
      corner(dy, q).addi(won.reshape('c', map.size(0), p, p, co));
      share.subi(won); // nothing is left for later corners that tie
    }
  }
}
