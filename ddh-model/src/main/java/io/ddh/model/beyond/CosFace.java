package io.ddh.model.beyond;

import io.ddh.core.Citation;
import io.ddh.core.Settings;
import io.ddh.model.LossTask;
import io.ddh.model.NetworkMethod;
import io.ddh.model.layer.Head;
import io.ddh.model.loss.CosineLoss;
import io.ddh.model.loss.HashLoss;
import java.util.List;
import java.util.Map;

/**
 * Row {@code cosface}, the loss of face recognition, a softmax over the cosines to a learned vector
 * per person, with a margin; see {@link CosineLoss}.
 */
public final class CosFace extends NetworkMethod {
  private static final Profile PROFILE =
      profile(
          "cosface",
          true,
          new Citation(
              "H. Wang, Y. Wang, Z. Zhou, X. Ji, D. Gong, J. Zhou, Z. Li, W. Liu",
              "CosFace: Large Margin Cosine Loss for Deep Face Recognition",
              "CVPR",
              2018,
              "10.48550/arXiv.1801.09414"),
          List.of(
              "Training uses the recipe of ddh+aug (Adam, flips and shifts) and DDH's trunk; the paper"
                  + " has a recipe and a network of its own.",
              "CosFace learns features, not codes: here the features are the tanh outputs of the hash layer,"
                  + " with the quantisation term of ddh (weight 0.01 on the mean over the bits)."),
          Map.of("scale", 64.0, "margin", 0.35, "quantization", 0.01),
          CosFace::new);

  /** Creates the method with its default settings. */
  public CosFace() {
    this(PROFILE.settings());
  }

  private CosFace(Settings settings) {
    super(PROFILE, settings);
    weight("scale");
    weight("margin");
    weight("quantization");
  }

  @Override
  protected HashLoss loss(LossTask task) {
    double q = weight("quantization") / task.bits();
    int people = task.data().identities();
    double scale = weight("scale");
    return new CosineLoss(new float[0], people, task.bits(), scale, weight("margin"), q);
  }

  @Override
  protected Head head() {
    return new Head(0, true, true);
  }
}
