package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.TensorFile;
import java.util.Map;

/**
 * Code = sgn(A·k̄(x)).
 *
 * @param map k̄
 * @param weights A, K×anchors
 * @param facts of the training
 */
record KshHasher(CentredKernel map, float[] weights, Map<String, Object> facts) implements Hasher {
  private static final String NAME = "ksh";

  KshHasher {
    facts = Map.copyOf(facts);
  }

  @Override
  public int bits() {
    return weights.length / map.outputs();
  }

  @Override
  public BinaryCodes encode(Inputs inputs) {
    return Rows.encode(
        inputs,
        map.dimension(),
        bits(),
        (x, from, to) -> Dense.product(map.apply(x, from, to), weights));
  }

  @Override
  public TensorFile state() {
    return Saved.state(
        NAME,
        Map.of(
            "bits", Integer.toString(bits()),
            "anchors", Integer.toString(map.outputs()),
            "dimension", Integer.toString(map.dimension())),
        Map.of(
            "origin", map.origin(),
            "anchors", map.anchors(),
            "centre", map.centre(),
            "spread", new float[] {map.spread()},
            "weights", weights));
  }

  static KshHasher of(Saved saved) {
    int d = saved.integer("dimension");
    int anchors = saved.integer("anchors");
    float spread = saved.array("spread", 1)[0];
    if (!(spread > 0)) {
      throw new BadInputException(saved.where() + ": 'spread' must be positive, found " + spread);
    }
    CentredKernel map =
        new CentredKernel(
            saved.array("origin", d),
            saved.array("anchors", (long) anchors * d),
            spread,
            saved.array("centre", anchors));
    return new KshHasher(
        map, saved.array("weights", (long) saved.integer("bits") * anchors), Map.of());
  }
}
