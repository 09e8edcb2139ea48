package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.TensorFile;
import java.util.Map;

/**
 * Code = sgn(PΦ(x)).
 *
 * @param map Φ
 * @param predictor P, K×(A + 1)
 * @param facts of the training
 */
record SdhHasher(RbfMap map, float[] predictor, Map<String, Object> facts) implements Hasher {
  private static final String NAME = "sdh";

  SdhHasher {
    facts = Map.copyOf(facts);
  }

  @Override
  public int bits() {
    return predictor.length / map.outputs();
  }

  @Override
  public BinaryCodes encode(Inputs inputs) {
    return Rows.encode(
        inputs,
        map.dimension(),
        bits(),
        (x, from, to) -> Dense.product(map.apply(x, from, to), predictor));
  }

  @Override
  public TensorFile state() {
    return Saved.state(
        NAME,
        Map.of(
            "bits", Integer.toString(bits()),
            "anchors", Integer.toString(map.outputs() - 1),
            "dimension", Integer.toString(map.dimension())),
        Map.of(
            "anchors", map.anchors(), "predictor", predictor, "sigma", new float[] {map.sigma()}));
  }

  static SdhHasher of(Saved saved) {
    int d = saved.integer("dimension");
    int anchors = saved.integer("anchors");
    float sigma = saved.array("sigma", 1)[0];
    if (!(sigma > 0)) {
      throw new BadInputException(saved.where() + ": 'sigma' must be positive, found " + sigma);
    }
    return new SdhHasher(
        new RbfMap(d, sigma, saved.array("anchors", (long) anchors * d)),
        saved.array("predictor", (long) saved.integer("bits") * (anchors + 1)),
        Map.of());
  }
}
