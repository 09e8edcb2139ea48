package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;

/**
 * FastHash: bit after bit, codes inferred from which rows share an identity, and boosted decision
 * trees that predict them.
 */
public final class FasthMethod implements HashMethod {
  private final FasthSettings settings;

  /** With the settings of the authors' demo. */
  public FasthMethod() {
    this(FasthSettings.DEFAULT);
  }

  private FasthMethod(FasthSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "fasth";
  }

  @Override
  public Citation citation() {
    return new Citation(
        "G. Lin, C. Shen, Q. Shi, A. van den Hengel, D. Suter",
        "Fast supervised hashing with decision trees for high-dimensional data",
        "CVPR",
        2014,
        "10.1109/CVPR.2014.253");
  }

  @Override
  public String features() {
    return "lbp";
  }

  @Override
  public List<String> deviations() {
    return List.of(
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
        "Learned from all training rows, validation rows included.");
  }

  @Override
  public Map<String, Object> defaults() {
    return FasthSettings.defaults();
  }

  @Override
  public HashMethod configure(Settings given) {
    return new FasthMethod(FasthSettings.of(given));
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    checkBits(bits);
    Features x = Rows.training(data);
    return new FasthTrainer(x, data.labels(), data.identities(), bits, settings, seed)
        .train(progress);
  }

  @Override
  public Hasher restore(TensorFile state, String where) {
    return FasthHasher.of(state, where);
  }
}
