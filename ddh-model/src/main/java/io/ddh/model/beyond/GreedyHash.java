package io.ddh.model.beyond;

import io.ddh.core.Citation;
import io.ddh.core.Settings;
import io.ddh.model.LossTask;
import io.ddh.model.NetworkMethod;
import io.ddh.model.loss.GreedyLoss;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.SoftmaxLoss;
import java.util.List;
import java.util.Map;

/**
 * Row {@code greedyhash}, whose bits go through the sign function in training; see {@link
 * GreedyLoss}.
 */
public final class GreedyHash extends NetworkMethod {
  private static final Profile PROFILE =
      profile(
          "greedyhash",
          true,
          new Citation(
              "S. Su, C. Zhang, K. Han, Y. Tian",
              "Greedy Hash: Towards Fast Optimization for Accurate Hash Coding in CNN",
              "NeurIPS",
              2018,
              ""),
          List.of(
              "Training uses the recipe of ddh+aug (Adam, flips and shifts) and DDH's trunk; the paper"
                  + " has a recipe and a network of its own."),
          Map.of("alpha", 0.1),
          GreedyHash::new);

  /** Creates the method with its default settings. */
  public GreedyHash() {
    this(PROFILE.settings());
  }

  private GreedyHash(Settings settings) {
    super(PROFILE, settings);
    weight("alpha");
  }

  @Override
  protected HashLoss loss(LossTask task) {
    int people = task.data().identities();
    double bound = task.initialization().dense(task.bits(), people);
    return new GreedyLoss(new SoftmaxLoss(task.bits(), people, bound, 0), weight("alpha"));
  }
}
