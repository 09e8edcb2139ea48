package io.ddh.model;

import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.model.Networks.Stage;
import io.ddh.model.kernel.Pool3;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Row {@code dsh}: outputs of one person near each other, of two people apart, all near ±1; see
 * {@link PairLoss}.
 */
public final class Dsh extends Conv5Method {
  private static final List<Stage> STAGES =
      List.of(new Stage(32, Pool3.MAX), new Stage(32, Pool3.MEAN), new Stage(64, Pool3.MEAN));

  private final Settings settings;

  /** With the default settings. */
  public Dsh() {
    settings = Settings.of(name(), defaults(), Map.of());
  }

  private Dsh(Settings settings) {
    this.settings = settings;
    Training.of(settings);
    loss(1);
    PairObjective.together(settings);
  }

  @Override
  public String name() {
    return "dsh";
  }

  @Override
  public Citation citation() {
    return new Citation(
        "H. Liu, R. Wang, S. Shan, X. Chen",
        "Deep Supervised Hashing for Fast Image Retrieval",
        "CVPR",
        2016,
        "10.1109/CVPR.2016.227");
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "Batches hold 16 images per person; the paper draws them at random (setting batches: plain),"
            + " which with many people leaves almost no pair of one person in a batch.",
        "The loss is the mean over the pairs i < j of a batch instead of their sum.",
        "Trained by Adam, as DDH is, not by the paper's schedule; each code length from the start.",
        "The epoch of the lowest loss on pairs with a validation image (a random 10 % of the"
            + " training images) is kept.");
  }

  @Override
  public Map<String, Object> defaults() {
    Map<String, Object> out = new LinkedHashMap<>(Training.defaults(false));
    out.put("init", "he-glorot");
    out.put("rate", 3e-3);
    out.putAll(PairObjective.defaults());
    out.put("margin", 2.0);
    out.put("quantization", 0.01);
    return out;
  }

  private PairLoss loss(int bits) {
    return new PairLoss(
        bits * settings.real("margin", 0, 1e6), settings.real("quantization", 0, 1e6));
  }

  @Override
  public HashMethod configure(Settings changed) {
    return new Dsh(changed);
  }

  @Override
  Settings settings() {
    return settings;
  }

  @Override
  List<Stage> stages() {
    return STAGES;
  }

  @Override
  Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  ILossFunction anyLoss() {
    return new PairLossFunction(loss(1));
  }

  @Override
  Goal goal(TrainingSet data, int bits, long seed, Progress progress) {
    PairLoss loss = loss(bits);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "watched"));
    return new Goal(
        new PairObjective(data, loss, PairObjective.together(settings), random),
        new PairLossFunction(loss),
        Map.of());
  }
}
