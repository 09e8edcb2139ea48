package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.TensorFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Bit k is 1 where sin(π/2 + t_k) &gt; 0, t_k = rate_k·(coordinate on axis_k − min of axis_k).
 *
 * @param map the principal axes
 * @param min smallest training coordinate of each axis
 * @param axis axis of each bit
 * @param rate m·π/R of each bit
 */
record ShHasher(AffineMap map, float[] min, int[] axis, float[] rate) implements Hasher {
  private static final String NAME = "sh";

  static ShHasher of(AffineMap map, float[] min, List<SpectralModes.Mode> modes, float[] max) {
    int[] axis = modes.stream().mapToInt(SpectralModes.Mode::axis).toArray();
    float[] rate = new float[axis.length];
    for (int k = 0; k < rate.length; k++) {
      double range = (double) max[axis[k]] - min[axis[k]];
      rate[k] = (float) (modes.get(k).mode() * Math.PI / range);
    }
    return new ShHasher(map, min, axis, rate);
  }

  @Override
  public int bits() {
    return axis.length;
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("axes", (int) Arrays.stream(axis).distinct().count());
  }

  @Override
  public BinaryCodes encode(Inputs inputs) {
    return Rows.encode(
        inputs,
        map.dimension(),
        bits(),
        (x, from, to) -> {
          float[][] coordinates = map.apply(x, from, to);
          float[][] scores = new float[axis.length][to - from];
          for (int k = 0; k < axis.length; k++) {
            for (int r = 0; r < to - from; r++) {
              double t = (double) rate[k] * (coordinates[axis[k]][r] - min[axis[k]]);
              scores[k][r] = (float) Math.sin(Math.PI / 2 + t);
            }
          }
          return scores;
        });
  }

  @Override
  public TensorFile state() {
    float[] axes = new float[axis.length];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = axis[k];
    }
    return Saved.state(
        NAME,
        Map.of(
            "bits", Integer.toString(bits()),
            "axes", Integer.toString(map.outputs()),
            "dimension", Integer.toString(map.dimension())),
        Map.of(
            "mean", map.mean(), "weights", map.weights(), "min", min, "axis", axes, "rate", rate));
  }

  static ShHasher of(Saved saved) {
    int d = saved.integer("dimension");
    int outputs = saved.integer("axes");
    int bits = saved.integer("bits");
    float[] axes = saved.array("axis", bits);
    int[] axis = new int[bits];
    for (int k = 0; k < bits; k++) {
      axis[k] = (int) axes[k];
      if (axis[k] < 0 || axis[k] >= outputs) {
        throw new BadInputException(
            saved.where() + ": 'axis' must be in [0, " + outputs + "), found " + axes[k]);
      }
    }
    return new ShHasher(
        new AffineMap(saved.array("mean", d), saved.array("weights", (long) outputs * d)),
        saved.array("min", outputs),
        axis,
        saved.array("rate", bits));
  }
}
