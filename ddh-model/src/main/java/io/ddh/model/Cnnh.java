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
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * Row {@code cnnh}: codes of the training images from their labels alone ({@link CodeDescent}),
 * then a network that learns to give them.
 */
public final class Cnnh extends Conv5Method {
  private static final List<Stage> STAGES =
      List.of(new Stage(32, Pool3.MAX), new Stage(64, Pool3.MAX), new Stage(128, Pool3.MAX));

  private final Settings settings;

  /** With the default settings. */
  public Cnnh() {
    settings = Settings.of(name(), defaults(), Map.of());
  }

  private Cnnh(Settings settings) {
    this.settings = settings;
    Training.of(settings);
    sweeps();
  }

  @Override
  public String name() {
    return "cnnh";
  }

  @Override
  public Citation citation() {
    return new Citation(
        "R. Xia, Y. Pan, H. Lai, C. Liu, S. Yan",
        "Supervised Hashing for Image Retrieval via Image Representation Learning",
        "AAAI",
        2014,
        "10.1609/aaai.v28i1.8952");
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "The paper's plain variant: labels decide which images are similar, and the network learns"
            + " the codes alone, without the variant's further outputs for the labels (CNNH+).",
        "Stage 1 knows the class sums of the codes instead of the N x N matrices, which gives the"
            + " same steps; it takes 10 sweeps, and where the curvature is not positive, as with"
            + " fewer images than bits, a step goes to the better bound.",
        "The network's training is our choice: tanh outputs, mean squared error to"
            + " +1 and -1, Adam, the epoch of the lowest error on a random 10 % of the training"
            + " images.");
  }

  @Override
  public Map<String, Object> defaults() {
    Map<String, Object> out = new LinkedHashMap<>(Training.defaults(false));
    out.put("init", "he-glorot");
    out.put("sweeps", 10);
    return out;
  }

  private int sweeps() {
    return settings.integer("sweeps", 1, 1000);
  }

  @Override
  public HashMethod configure(Settings changed) {
    return new Cnnh(changed);
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
    return Activation.TANH;
  }

  @Override
  ILossFunction anyLoss() {
    return new LossMSE();
  }

  @Override
  Goal goal(TrainingSet data, int bits, long seed, Progress progress) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "codes"));
    CodeDescent descent = CodeDescent.random(data.labels(), data.identities(), bits, random);
    for (int sweep = 1; sweep <= sweeps(); sweep++) {
      descent.sweep(random);
      progress.report("sweep " + sweep, sweep, sweeps());
    }
    double pairs = (double) data.size() * data.size();
    return new Goal(
        new CodeObjective(bits, descent.codes(), data.validation()),
        new LossMSE(),
        Map.of("code_objective_per_pair", descent.objective() / pairs));
  }
}
