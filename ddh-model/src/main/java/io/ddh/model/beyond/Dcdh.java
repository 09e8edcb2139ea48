package io.ddh.model.beyond;

import io.ddh.core.Citation;
import io.ddh.core.Settings;
import io.ddh.model.LossTask;
import io.ddh.model.NetworkMethod;
import io.ddh.model.loss.CentreLoss;
import io.ddh.model.loss.HashLoss;
import java.util.List;
import java.util.Map;

/** Row {@code dcdh}, which learns a centre per person; see {@link CentreLoss}. */
public final class Dcdh extends NetworkMethod {
  private static final Profile PROFILE =
      profile(
          "dcdh",
          true,
          new Citation(
              "M. Zhang, X. Zhe, S. Chen, H. Yan",
              "Deep Center-Based Dual-Constrained Hashing for Discriminative Face Image Retrieval",
              "Pattern Recognition",
              2021,
              "10.1016/j.patcog.2021.107976"),
          List.of(
              "Training uses the recipe of ddh+aug (Adam, flips and shifts) and DDH's trunk; the paper"
                  + " has a recipe and a network of its own.",
              "The binary code that an image's outputs are pulled to is computed from the images of its"
                  + " person in the batch."),
          Map.of("sigma", 0.25, "spread", 0.1, "quantization", 0.01),
          Dcdh::new);

  /** Creates the method with its default settings. */
  public Dcdh() {
    this(PROFILE.settings());
  }

  private Dcdh(Settings settings) {
    super(PROFILE, settings);
    weight("sigma");
    weight("spread");
    weight("quantization");
  }

  @Override
  protected HashLoss loss(LossTask task) {
    int people = task.data().identities();
    double sigma = weight("sigma");
    return new CentreLoss(task.bits(), people, sigma, weight("spread"), weight("quantization"));
  }
}
