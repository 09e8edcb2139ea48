package io.ddh.model;

import io.ddh.core.Citation;
import io.ddh.core.Settings;
import io.ddh.model.Conv5Trunk.Stage;
import io.ddh.model.kernel.Pool3;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.PairLoss;
import java.util.List;
import java.util.Map;

/**
 * Row {@code dsh}, a method that learns outputs that are close together for images of the same
 * person, far apart for different people, and close to ±1; see {@link PairLoss}.
 */
public final class Dsh extends NetworkMethod {
  private static final Layers LAYERS =
      Conv5Trunk.layers(
          false, new Stage(32, Pool3.MAX), new Stage(32, Pool3.MEAN), new Stage(64, Pool3.MEAN));

  private static final Profile PROFILE =
      profile(
          "dsh",
          false,
          new Citation(
              "H. Liu, R. Wang, S. Shan, X. Chen",
              "Deep Supervised Hashing for Fast Image Retrieval",
              "CVPR",
              2016,
              "10.1109/CVPR.2016.227"),
          List.of(
              "Batches have 16 images per person; the paper draws images at random (setting"
                  + " batches: plain), which with many people gives almost no pairs of the same "
                  + "person.",
              "The loss is the mean over the pairs i < j of a batch, not their sum.",
              "Recipe uses Adam, not the paper's schedule; each code length starts from scratch.",
              "The epoch with the lowest loss on pairs with a validation image (a random 10 % of"
                  + " the training images) is kept."),
          BatchOrder.with(
              Map.of("init", "he-glorot", "rate", 3e-3, "margin", 2.0, "quantization", 0.01)),
          Dsh::new);

  /** Creates the method with its default settings. */
  public Dsh() {
    this(PROFILE.settings());
  }

  private Dsh(Settings settings) {
    super(PROFILE, settings);
    pairLoss(1);
    BatchOrder.together(settings);
  }

  private PairLoss pairLoss(int bits) {
    return new PairLoss(bits * weight("margin"), weight("quantization"));
  }

  @Override
  protected HashLoss loss(LossTask task) {
    return pairLoss(task.bits());
  }

  @Override
  Layers layers(int bits) {
    return LAYERS;
  }

  @Override
  BatchOrder order(TrainingRun run) {
    return BatchOrder.pairs(run);
  }
}
