package io.ddh.baselines;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.TensorFile;
import java.util.Map;

/**
 * Bit k is 1 where the k-th output of an affine map is positive.
 *
 * @param method name of the method that made it
 * @param map one output a bit
 * @param facts of the training
 */
record LinearHasher(String method, AffineMap map, Map<String, Object> facts) implements Hasher {
  LinearHasher {
    facts = Map.copyOf(facts);
  }

  @Override
  public int bits() {
    return map.outputs();
  }

  @Override
  public BinaryCodes encode(Inputs inputs) {
    return Rows.encode(inputs, map.dimension(), bits(), map::apply);
  }

  @Override
  public TensorFile state() {
    return Saved.state(
        method,
        Map.of("bits", Integer.toString(bits()), "dimension", Integer.toString(map.dimension())),
        Map.of("mean", map.mean(), "weights", map.weights()));
  }

  /** From a saved state; the facts of the training are not kept. */
  static LinearHasher of(Saved saved, String method) {
    int d = saved.integer("dimension");
    return new LinearHasher(
        method,
        new AffineMap(
            saved.array("mean", d), saved.array("weights", (long) saved.integer("bits") * d)),
        Map.of());
  }
}
