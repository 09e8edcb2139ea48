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

/**
 * Supervised discrete hashing finds codes from which a linear classifier can predict the
 * identities, and learns a kernel regression that predicts these codes. The codes are optimised bit
 * by bit as ±1 values, without relaxation to real numbers.
 */
public final class SdhMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "sdh",
          new Citation(
              "F. Shen, C. Shen, W. Liu, H. T. Shen",
              "Supervised discrete hashing",
              "CVPR",
              2015,
              "10.1109/CVPR.2015.7298598"),
          List.of(
              "Anchors and codes are learned from all training rows, validation rows included.",
              "The coordinate descent over the bits starts from the previous iteration's codes, so"
                  + " the objective never rises; the authors' code, as we recall, starts from 0.",
              "With few images, each person gets a random initial code (setting 'start'). With one"
                  + " random code per image, as in the authors' code, codes stay random if there"
                  + " are hardly more images than bits, because the classifier W can then predict"
                  + " the people from any codes.",
              "Training does not stop early when the change between iterations is small.",
              "The kernel map is computed in single precision, the regressions in double."),
          Map.of(
              "anchors",
              1000,
              "sigma",
              0.4,
              "lambda",
              1.0,
              "nu",
              1e-5,
              "ridge",
              1e-2,
              "iterations",
              5,
              "sweeps",
              10,
              "start",
              new Settings.Added("image")),
          SdhMethod::new);

  private static final String START = "start";
  private static final String PERSON = "person";

  private final SdhSettings settings;
  private final boolean startsByPerson;

  /** Creates the method with the settings of the authors' demo. */
  public SdhMethod() {
    this(PROFILE.settings());
  }

  private SdhMethod(Settings given) {
    super(PROFILE, given);
    settings = SdhSettings.of(given);
    startsByPerson = given.choice(START, List.of("image", PERSON)).equals(PERSON);
  }

  @Override
  public Settings suited(Settings its, int images) {
    return images >= TrainingSet.ENOUGH || its.isGiven(START)
        ? its
        : its.with(Map.of(START, PERSON));
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    Settings suited = suited(settings(), data.size());
    if (suited != settings()) {
      return configure(suited).train(data, bits, seed, progress);
    }
    byte[] start =
        startsByPerson
            ? SdhTrainer.classCodes(
                data.labels(), data.identities(), bits, Seeds.derive(seed, "codes"))
            : SdhTrainer.randomCodes(x.size(), bits, seed);
    int[] anchors = SdhTrainer.anchors(x, settings, seed);
    SdhTrainer.Result result =
        new SdhTrainer(x, data.labels(), data.identities(), settings, anchors, start)
            .train(progress);
    return hasher(
        result.map(),
        Dense.rounded(result.predictor()),
        Map.of(
            "anchors",
            result.map().outputs() - 1,
            "objective",
            Arrays.stream(result.objective()).boxed().toList()));
  }

  /**
   * Creates the hasher that computes codes as sgn(PΦ(x)).
   *
   * @param map the kernel map Φ
   * @param predictor the regression matrix P, K×(A + 1)
   */
  Hasher hasher(RbfMap map, float[] predictor, Map<String, Object> facts) {
    return hasher(
        predictor.length / map.outputs(),
        map.dimension(),
        Map.of("anchors", map.outputs() - 1),
        Map.of(
            "anchors", map.anchors(), "predictor", predictor, "sigma", new float[] {map.sigma()}),
        facts);
  }

  @Override
  Rows.Scorer scorer(Saved saved) {
    int d = saved.integer("dimension");
    int anchors = saved.integer("anchors");
    RbfMap map = new RbfMap(d, saved.positive("sigma"), saved.array("anchors", (long) anchors * d));
    float[] predictor = saved.array("predictor", (long) saved.integer("bits") * (anchors + 1));
    return (x, from, to) -> Dense.product(map.apply(x, from, to), predictor);
  }
}
