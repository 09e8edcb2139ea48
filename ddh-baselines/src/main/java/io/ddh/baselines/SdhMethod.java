package io.ddh.baselines;

import io.ddh.data.Citation;
import io.ddh.data.Features;
import io.ddh.data.HashMethod;
import io.ddh.data.Hasher;
import io.ddh.data.Progress;
import io.ddh.data.Settings;
import io.ddh.data.TensorFile;
import io.ddh.data.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Supervised discrete hashing: codes from which a linear classifier tells the identities, found bit
 * by bit without relaxing them, and a kernel regression that predicts them.
 */
public final class SdhMethod implements HashMethod {
  private final SdhSettings settings;

  /** With the settings of the authors' demo. */
  public SdhMethod() {
    this(SdhSettings.DEFAULT);
  }

  private SdhMethod(SdhSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "sdh";
  }

  @Override
  public Citation citation() {
    return new Citation(
        "F. Shen, C. Shen, W. Liu, H. T. Shen",
        "Supervised discrete hashing",
        "CVPR",
        2015,
        "10.1109/CVPR.2015.7298598");
  }

  @Override
  public String features() {
    return "lbp";
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "Anchors and codes are learned from all training rows, validation rows included.",
        "The coordinate descent over the bits starts from the codes of the iteration before, so that"
            + " the objective never rises; the authors' code, as we recall it, starts from zeros.",
        "There is no early stop on a small change between iterations.",
        "The kernel map is computed in single precision, the regressions in double.");
  }

  @Override
  public Map<String, Object> defaults() {
    return SdhSettings.defaults();
  }

  @Override
  public HashMethod configure(Settings given) {
    return new SdhMethod(SdhSettings.of(given));
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    checkBits(bits);
    Features x = Rows.training(data);
    SdhTrainer.Result result =
        new SdhTrainer(x, data.labels(), data.identities(), bits, settings, seed).train(progress);
    return new SdhHasher(
        result.map(),
        Dense.rounded(result.predictor()),
        Map.of(
            "anchors",
            result.map().outputs() - 1,
            "objective",
            Arrays.stream(result.objective()).boxed().toList()));
  }

  @Override
  public Hasher restore(TensorFile state, String where) {
    return SdhHasher.of(state, where);
  }
}
