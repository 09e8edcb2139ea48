package io.ddh.model.beyond;

import io.ddh.core.Citation;
import io.ddh.core.Settings;
import io.ddh.model.LossTask;
import io.ddh.model.NetworkMethod;
import io.ddh.model.loss.CentralSimilarityLoss;
import io.ddh.model.loss.HashLoss;
import java.util.List;
import java.util.Map;

/**
 * Row {@code csq}, which pulls each bit to a word of its person; see {@link CentralSimilarityLoss}.
 */
public final class Csq extends NetworkMethod {
  private static final Profile PROFILE =
      profile(
          "csq",
          true,
          new Citation(
              "L. Yuan, T. Wang, X. Zhang, F. Tay, Z. Jie, W. Liu, J. Feng",
              "Central Similarity Quantization for Efficient Image and Video Retrieval",
              "CVPR",
              2020,
              "10.48550/arXiv.1908.00347"),
          List.of(
              "Training uses the recipe of ddh+aug (Adam, flips and shifts) and DDH's trunk; the paper"
                  + " has a recipe and a network of its own.",
              "The words come from a table of linear codes, not from Hadamard matrices of sizes that are"
                  + " powers of two."),
          Map.of("quantization", 1e-4),
          Csq::new);

  /** Creates the method with its default settings. */
  public Csq() {
    this(PROFILE.settings());
  }

  private Csq(Settings settings) {
    super(PROFILE, settings);
    weight("quantization");
  }

  @Override
  protected HashLoss loss(LossTask task) {
    return new CentralSimilarityLoss(Codewords.draw(name(), task), weight("quantization"));
  }
}
