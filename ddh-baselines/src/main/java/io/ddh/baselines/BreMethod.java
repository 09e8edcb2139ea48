package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The method of binary reconstructive embeddings learns codes whose Hamming distances approximate
 * the distances between the features. Training is a coordinate descent that finds the exact minimum
 * over one weight at a time. Labels are not used.
 */
public final class BreMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "bre",
          new Citation(
              "B. Kulis, T. Darrell",
              "Learning to hash with binary reconstructive embeddings",
              "NIPS",
              2009,
              ""),
          List.of(
              "Features are centred on the mean of all training rows, validation rows included, and"
                  + " scaled to Euclidean norm 1; the kernel is linear.",
              "Target distances are divided by the largest distance among the samples, so"
                  + " they fill [0, 1].",
              "A sweep updates every weight of every bit in a fixed order; a public MATLAB version"
                  + " updates only one weight of each bit, which it chooses at random.",
              "A sample's partners are its nearest and its farthest samples; the MATLAB version"
                  + " chooses them at random, as the setting 'partners: random' does.",
              "A weight moves to the middle between two thresholds, or past the outermost threshold"
                  + " by the mean distance between thresholds; it moves only if the objective"
                  + " falls.",
              "The tables have no row for the supervised variant, which sets target distances from"
                  + " labels."),
          Map.of(
              "samples", 1000,
              "pairs", 50,
              "partners", BreSettings.NEAR_FAR,
              "basis", 20,
              "tolerance", 1.0),
          BreMethod::new);

  /** Scale of the random weights that training starts from. */
  private static final double START = 1e-3;

  private final BreSettings settings;

  /** Creates the method with the settings of the authors' code. */
  public BreMethod() {
    this(PROFILE.settings());
  }

  private BreMethod(Settings given) {
    super(PROFILE, given);
    settings = BreSettings.of(given);
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    float[] mean = Rows.mean(x);
    int[] rows = Rows.draw(x.size(), settings.samples(), Seeds.derive(seed, "samples"));
    double[] u = unit(x.select(rows), mean);
    int[][] basis = new int[bits][];
    double[][] weights = new double[bits][];
    Random random = new Random(Seeds.derive(seed, "weights"));
    for (int k = 0; k < bits; k++) {
      basis[k] = Rows.draw(rows.length, settings.basis(), Seeds.derive(seed, "basis", k));
      weights[k] = new double[basis[k].length];
      Arrays.setAll(weights[k], b -> START * random.nextGaussian());
    }
    BrePairs pairs =
        settings.partners().equals(BreSettings.NEAR_FAR)
            ? BrePairs.nearAndFar(u, x.dimension(), settings.pairs())
            : BrePairs.drawn(u, x.dimension(), settings.pairs(), seed);
    BreTrainer.Result result =
        new BreTrainer(u, x.dimension(), pairs, basis, weights, settings.tolerance())
            .train(progress);
    return hasher(
        new AffineMap(mean, Dense.rounded(result.planes())),
        Map.of(
            "samples", rows.length,
            "pairs", pairs.size(),
            "objective", Arrays.stream(result.objective()).boxed().toList()));
  }

  /**
   * Returns the rows minus the mean, scaled to Euclidean norm 1; a row that equals the mean becomes
   * the zero vector.
   */
  static double[] unit(Features x, float[] mean) {
    int d = x.dimension();
    double[] u = new double[x.values().length];
    for (int i = 0; i < x.size(); i++) {
      double squares = 0;
      for (int j = i * d; j < (i + 1) * d; j++) {
        u[j] = (double) x.values()[j] - mean[j - i * d];
        squares += u[j] * u[j];
      }
      double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (int j = i * d; j < (i + 1) * d; j++) {
        u[j] *= scale;
      }
    }
    return u;
  }
}
