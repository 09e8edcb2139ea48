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
 * Binary reconstructive embeddings: Hamming distances that fit the distances between the features,
 * by coordinate descent with the exact minimum over each weight. Uses no labels.
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
                  + " brought to unit length; the kernel is linear.",
              "Target distances are shares of the largest among the samples, so that they fill [0, 1].",
              "A sweep visits every weight of every bit in a fixed order; in a public MATLAB version it"
                  + " visits one weight of each bit, drawn at random.",
              "A sample's partners are its nearest and its farthest; in that version they are drawn at"
                  + " random, which 'partners: random' does.",
              "A weight moves to the middle between two thresholds, or past the outermost by the mean"
                  + " distance between thresholds, and only if the objective falls.",
              "The supervised variant, which sets target distances from labels, is not the row of the"
                  + " tables."),
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

  /** With the settings of the authors' code. */
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

  /** The rows minus the mean, of unit length; a row that is the mean stays 0. */
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
