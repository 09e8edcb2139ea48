package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * FastHash learns one bit after another. For each bit, the method infers from the identities what
 * the bit of each training row should be, and boosts decision trees that predict this bit.
 */
public final class FasthMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "fasth",
          new Citation(
              "G. Lin, C. Shen, Q. Shi, A. van den Hengel, D. Suter",
              "Fast supervised hashing with decision trees for high-dimensional data",
              "CVPR",
              2014,
              "10.1109/CVPR.2014.253"),
          List.of(
              "A block (the bits of a class) is solved by flipping one bit at a time from three"
                  + " starting points, not by a graph cut. The objective never rises, and the"
                  + " result file says how often the solution is certain to be the block's"
                  + " minimum.",
              "If all chosen pairs are already far enough apart, so that the sign of a whole class"
                  + " does not affect the cost, half of the classes get the other sign; the"
                  + " authors' code leaves all signs at 1, which makes the bit constant.",
              "Every split looks at all features; the authors' demo picks 200 per split, which would leave"
                  + " out 36 of the 236 LBP values.",
              "The trees use whole numbers as weights, in units of 2^-31 of the sum, so that sums"
                  + " are exact; rows of equal weight are trimmed together or not at all.",
              "The boosting of a bit ends at a tree that makes no error or is no better than"
                  + " chance; the authors' code keeps adding the same tree.",
              "All training rows are used, validation rows included."),
          Map.of(
              "trees", 200,
              "depth", 4,
              "partners", 100,
              "sweeps", 2,
              "trim", 0.99,
              "smallest", 5),
          FasthMethod::new);

  private final FasthSettings settings;

  /** Creates the method with the settings of the authors' demo. */
  public FasthMethod() {
    this(PROFILE.settings());
  }

  private FasthMethod(Settings given) {
    super(PROFILE, given);
    settings = FasthSettings.of(given);
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    return hasher(
        new FasthTrainer(x, data.labels(), data.identities(), bits, settings, seed)
            .train(progress));
  }

  /** Creates the hasher from trained trees. Bit k is 1 if the sum F of its trees is positive. */
  Hasher hasher(FasthTrainer.Result learned) {
    Quantizer quantizer = learned.quantizer();
    Ensemble all = learned.all();
    return hasher(
        learned.trees().length,
        quantizer.dimension(),
        Map.of("depth", all.depth()),
        Map.of(
            "low", quantizer.low(),
            "scale", quantizer.scale(),
            "trees", floats(learned.trees()),
            "features", floats(all.features()),
            "thresholds", floats(all.thresholds()),
            "leaves", all.leaves()),
        learned.facts());
  }

  /** Converts whole numbers below 2^24 to floats; no such number is rounded. */
  private static float[] floats(int[] values) {
    return Dense.rounded(Arrays.stream(values).asDoubleStream().toArray());
  }

  @Override
  Rows.Scorer scorer(Saved saved) {
    int d = saved.integer("dimension");
    int depth = saved.integer("depth");
    if (depth > Tree.MAX_DEPTH) {
      throw BadInputException.of(
          "%s: depth must be in [1, %d], found %d", saved.where(), Tree.MAX_DEPTH, depth);
    }
    int inner = (1 << depth) - 1;
    int[] trees = saved.whole("trees", saved.integer("bits"), 1_000_000);
    long total = Arrays.stream(trees).asLongStream().sum();
    Ensemble all =
        new Ensemble(
            depth,
            saved.whole("features", total * inner, d - 1),
            saved.whole("thresholds", total * inner, Tree.NO_SPLIT),
            saved.array("leaves", total * (inner + 1)));
    List<Ensemble> ensembles = new ArrayList<>();
    int at = 0;
    for (int count : trees) {
      ensembles.add(all.part(at, at + count));
      at += count;
    }
    Quantizer quantizer = new Quantizer(saved.array("low", d), saved.array("scale", d));
    return (x, from, to) -> {
      byte[] bins = quantizer.rows(x, from, to);
      float[][] scores = new float[ensembles.size()][to - from];
      for (int k = 0; k < scores.length; k++) {
        ensembles.get(k).score(bins, d, scores[k]);
      }
      return scores;
    };
  }
}
