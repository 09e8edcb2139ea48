package io.ddh.model;

import io.ddh.core.Citation;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.model.Conv5Trunk.Stage;
import io.ddh.model.kernel.Pool3;
import io.ddh.model.loss.CodeLoss;
import io.ddh.model.loss.HashLoss;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Row {@code cnnh}, a method in two stages. First, codes of the training images are computed from
 * the labels alone (see {@link CodeDescent}); then a network learns to predict these codes.
 */
public final class Cnnh extends NetworkMethod {
  private static final Layers LAYERS =
      Conv5Trunk.layers(
          true, new Stage(32, Pool3.MAX), new Stage(64, Pool3.MAX), new Stage(128, Pool3.MAX));

  private static final Profile PROFILE =
      profile(
          "cnnh",
          false,
          new Citation(
              "R. Xia, Y. Pan, H. Lai, C. Liu, S. Yan",
              "Supervised Hashing for Image Retrieval via Image Representation Learning",
              "AAAI",
              2014,
              "10.1609/aaai.v28i1.8952"),
          List.of(
              "This is the paper's plain variant: labels say which images are similar, and the"
                  + " network learns only the codes; CNNH+ has further outputs for the labels.",
              "Stage 1 uses the class sums of the codes instead of N x N matrices, which gives the"
                  + " same steps. It does 10 sweeps. If the curvature is not positive, as can"
                  + " happen with fewer images than bits, a step goes to the better end of the"
                  + " allowed range.",
              "The network's training is our choice: tanh outputs, mean squared error to +1 and"
                  + " -1, Adam, and the epoch with the lowest error on a random 10 % of the"
                  + " training images."),
          Map.of("init", "he-glorot", "sweeps", 10),
          Cnnh::new);

  /** Creates the method with its default settings. */
  public Cnnh() {
    this(PROFILE.settings());
  }

  private Cnnh(Settings settings) {
    super(PROFILE, settings);
    sweeps();
  }

  private int sweeps() {
    return settings().integer("sweeps", 1, 1000);
  }

  @Override
  protected HashLoss loss(LossTask task) {
    TrainingSet data = task.data();
    SplittableRandom random = new SplittableRandom(Seeds.derive(task.seed(), "codes"));
    CodeDescent descent = CodeDescent.random(data.labels(), data.identities(), task.bits(), random);
    for (int sweep = 1; sweep <= sweeps(); sweep++) {
      descent.sweep(random);
      task.progress().report("sweep " + sweep, sweep, sweeps());
    }
    double pairs = (double) data.size() * data.size();
    task.facts().put("code_objective_per_pair", descent.objective() / pairs);
    return new CodeLoss(descent.codes());
  }

  @Override
  Layers layers(int bits) {
    return LAYERS;
  }
}
