package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Supervised discrete hashing: codes from which a linear classifier tells the identities, found bit
 * by bit without relaxing them, and a kernel regression that predicts them.
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
              "The coordinate descent over the bits starts from the codes of the iteration before, so that"
                  + " the objective never rises; the authors' code, as we recall it, starts from zeros.",
              "Where there are few images the codes start from a random one per person (setting start):"
                  + " from one per image, as in the authors' code, they stay random where images are"
                  + " hardly more than bits, because W tells the people from any such codes.",
              "There is no early stop on a small change between iterations.",
              "The kernel map is computed in single precision, the regressions in double."),
          defaultSettings(),
          SdhHasher::of);

  private static final String START = "start";
  private static final String IMAGE = "image";
  private static final String PERSON = "person";

  private final Settings all;
  private final SdhSettings settings;
  private final boolean startsByPerson;

  /** With the settings of the authors' demo. */
  public SdhMethod() {
    this(PROFILE.settings());
  }

  private SdhMethod(Settings all) {
    super(PROFILE);
    this.all = all;
    this.settings = SdhSettings.of(all);
    this.startsByPerson = all.choice(START, List.of(IMAGE, PERSON)).equals(PERSON);
  }

  private static Map<String, Object> defaultSettings() {
    Map<String, Object> out = new HashMap<>(SdhSettings.defaults());
    out.put(START, new Settings.Added(IMAGE));
    return out;
  }

  @Override
  public Settings suited(Settings its, int images) {
    return images >= TrainingSet.ENOUGH || its.isGiven(START)
        ? its
        : its.with(Map.of(START, PERSON));
  }

  @Override
  public HashMethod configure(Settings given) {
    return new SdhMethod(given);
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    Settings suited = suited(all, data.size());
    if (suited != all) {
      return configure(suited).train(data, bits, seed, progress);
    }
    byte[] start =
        startsByPerson
            ? ClassCodes.of(data.labels(), data.identities(), bits, Seeds.derive(seed, "codes"))
            : SdhTrainer.randomCodes(x.size(), bits, seed);
    int[] anchors = SdhTrainer.anchors(x, settings, seed);
    SdhTrainer.Result result =
        new SdhTrainer(x, data.labels(), data.identities(), settings, anchors, start)
            .train(progress);
    return new SdhHasher(
        result.map(),
        Dense.rounded(result.predictor()),
        Map.of(
            "anchors",
            result.map().outputs() - 1,
            "objective",
            Arrays.stream(result.objective()).boxed().toList()));
  }
}
