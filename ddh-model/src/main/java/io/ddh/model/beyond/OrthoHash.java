package io.ddh.model.beyond;

import io.ddh.core.Citation;
import io.ddh.core.Settings;
import io.ddh.model.LossTask;
import io.ddh.model.NetworkMethod;
import io.ddh.model.loss.CosineLoss;
import io.ddh.model.loss.HashLoss;
import java.util.List;
import java.util.Map;

/**
 * Row {@code orthohash}, a softmax over the cosines to a word per person, with a margin; see {@link
 * CosineLoss}.
 */
public final class OrthoHash extends NetworkMethod {
  private static final Profile PROFILE =
      profile(
          "orthohash",
          true,
          new Citation(
              "J. T. Hoe, K. W. Ng, T. Zhang, C. S. Chan, Y.-Z. Song, T. Xiang",
              "One Loss for All: Deep Hashing with a Single Cosine Similarity based Learning"
                  + " Objective",
              "NeurIPS",
              2021,
              "10.48550/arXiv.2109.14449"),
          List.of(
              "Training uses the recipe of ddh+aug (Adam, flips and shifts) and DDH's trunk; the paper"
                  + " has a recipe and a network of its own.",
              "The words come from a table of linear codes."),
          Map.of("scale", 8.0, "margin", 0.2),
          OrthoHash::new);

  /** Creates the method with its default settings. */
  public OrthoHash() {
    this(PROFILE.settings());
  }

  private OrthoHash(Settings settings) {
    super(PROFILE, settings);
    weight("scale");
    weight("margin");
  }

  @Override
  protected HashLoss loss(LossTask task) {
    float[] words = Codewords.draw(name(), task);
    int people = task.data().identities();
    return new CosineLoss(words, people, task.bits(), weight("scale"), weight("margin"), 0);
  }
}
