package io.ddh.baselines;

import io.ddh.core.Check;
import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Spectral hashing projects the features to min(K, d) axes by PCA. The ranges of values along these
 * axes form a box, which is assumed to be filled uniformly. The bits are the signs of the box's K
 * eigenfunctions with the smallest non-zero eigenvalues. Nothing is random, so the seed has no
 * effect.
 */
public final class ShMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "sh",
          new Citation("Y. Weiss, A. Torralba, R. Fergus", "Spectral hashing", "NIPS", 2008, ""),
          List.of(
              "The mean, the axes and the ranges are learned from all training rows,"
                  + " validation rows"
                  + " included.",
              "Axes whose range is below 1e-5 of the largest range contain only rounding"
                  + " noise and are not used."),
          Map.of(),
          settings -> new ShMethod());

  /** Creates the method, which has no settings. */
  public ShMethod() {
    super(PROFILE, PROFILE.settings());
  }

  /**
   * Axes whose range is below this share of the largest range are ignored, because they are
   * rounding noise of a rank-deficient matrix.
   */
  private static final double NOISE = 1e-5;

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    Pca pca = Pca.fit(x, Math.min(bits, x.dimension()));
    AffineMap map = new AffineMap(pca.mean(), Dense.rounded(pca.axes()));
    float[] min = new float[map.outputs()];
    float[] max = new float[map.outputs()];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
    for (int from = 0; from < x.size(); from += Rows.BLOCK) {
      int to = Math.min(x.size(), from + Rows.BLOCK);
      float[][] out = map.score(x, from, to);
      for (int a = 0; a < out.length; a++) {
        for (float v : out[a]) {
          min[a] = Math.min(min[a], v);
          max[a] = Math.max(max[a], v);
        }
      }
    }
    List<Mode> modes = smallestModes(ranges(min, max), bits);
    float[] axis = new float[bits];
    float[] rate = new float[bits];
    for (int k = 0; k < bits; k++) {
      int a = modes.get(k).axis();
      axis[k] = a;
      rate[k] = (float) (modes.get(k).mode() * Math.PI / ((double) max[a] - min[a]));
    }
    Map<String, float[]> arrays = new HashMap<>(map.arrays());
    arrays.putAll(Map.of("min", min, "axis", axis, "rate", rate));
    long axes = modes.stream().map(Mode::axis).distinct().count();
    return hasher(
        bits, x.dimension(), Map.of("axes", map.outputs()), arrays, Map.of("axes", (int) axes));
  }

  /**
   * Returns the scorer, whose score k is sin(π/2 + t_k) with t_k = rate_k·(coordinate on axis_k −
   * min of axis_k).
   */
  @Override
  Rows.Scorer scorer(Saved saved) {
    int axes = saved.integer("axes");
    int bits = saved.integer("bits");
    AffineMap map = AffineMap.of(saved, axes);
    float[] min = saved.array("min", axes);
    int[] axis = saved.whole("axis", bits, axes - 1);
    float[] rate = saved.array("rate", bits);
    return (x, from, to) -> {
      float[][] coordinates = map.score(x, from, to);
      float[][] scores = new float[bits][to - from];
      for (int k = 0; k < bits; k++) {
        for (int r = 0; r < to - from; r++) {
          double t = (double) rate[k] * (coordinates[axis[k]][r] - min[axis[k]]);
          scores[k][r] = (float) Math.sin(Math.PI / 2 + t);
        }
      }
      return scores;
    };
  }

  private static double[] ranges(float[] min, float[] max) {
    double[] ranges = new double[min.length];
    Arrays.setAll(ranges, a -> (double) max[a] - min[a]);
    double longest = Arrays.stream(ranges).max().orElse(0);
    return Arrays.stream(ranges).map(r -> r > NOISE * longest ? r : 0).toArray();
  }

  /**
   * An eigenfunction of the box, sin(π/2 + m·π·(x − min)/R) along one axis.
   *
   * @param axis number of the axis, from 0
   * @param mode number m ≥ 1 of half waves over the range
   */
  record Mode(int axis, int mode) {}

  private record Candidate(Mode mode, double frequency) {}

  /**
   * Finds the eigenfunctions of a box with the smallest non-zero eigenvalues (Weiss et al., NIPS
   * 2008, §3). Eigenvalues grow with (m·π/R)²; for equal eigenvalues the lower axis comes first.
   * Axes without extent have no eigenfunctions.
   *
   * @param ranges range R of each axis, ≥ 0; at least one must be &gt; 0
   */
  static List<Mode> smallestModes(double[] ranges, int count) {
    PriorityQueue<Candidate> next =
        new PriorityQueue<>(
            Comparator.comparingDouble(Candidate::frequency).thenComparing(c -> c.mode().axis()));
    for (int a = 0; a < ranges.length; a++) {
      if (ranges[a] > 0) {
        next.add(new Candidate(new Mode(a, 1), 1 / ranges[a]));
      }
    }
    Check.that(!next.isEmpty(), "features must not be the same in all training rows");
    List<Mode> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      Mode mode = next.remove().mode();
      chosen.add(mode);
      int m = mode.mode() + 1;
      next.add(new Candidate(new Mode(mode.axis(), m), m / ranges[mode.axis()]));
    }
    return List.copyOf(chosen);
  }
}
