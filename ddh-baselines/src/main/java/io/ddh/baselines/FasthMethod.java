package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.List;

/**
 * FastHash: bit after bit, codes inferred from which rows share an identity, and boosted decision
 * trees that predict them.
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
              "A block (a class) is solved by flipping one bit at a time from three starts, the best kept,"
                  + " not by a graph cut; the objective never rises, and how often the block's minimum is"
                  + " certain is in the result file.",
              "Where all drawn pairs are already far enough apart, so that any sign of a whole class costs"
                  + " the same, half of the classes get the other sign; the authors' code leaves all 1,"
                  + " a constant bit.",
              "Every split looks at all features; the authors' demo draws 200 per split, which would leave"
                  + " out 36 of the 236 LBP values.",
              "Weights enter the trees as whole numbers of a 2^31st of their sum, so that sums are exact;"
                  + " rows of equal weight are trimmed together or not at all.",
              "Boosting a bit ends at a tree without an error or no better than chance; the authors' code"
                  + " goes on with the same tree.",
              "Learned from all training rows, validation rows included."),
          FasthSettings.defaults(),
          FasthHasher::of);

  private final FasthSettings settings;

  /** With the settings of the authors' demo. */
  public FasthMethod() {
    this(PROFILE.settings());
  }

  private FasthMethod(Settings given) {
    super(PROFILE);
    settings = FasthSettings.of(given);
  }

  @Override
  public HashMethod configure(Settings given) {
    return new FasthMethod(given);
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    return new FasthTrainer(x, data.labels(), data.identities(), bits, settings, seed)
        .train(progress);
  }
}
