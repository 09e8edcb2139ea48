package io.ddh.model.beyond;

import io.ddh.core.Citation;
import io.ddh.core.Settings;
import io.ddh.model.LossTask;
import io.ddh.model.NetworkMethod;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.PolarizationLoss;
import java.util.List;
import java.util.Map;

/**
 * Row {@code dpn}, which pulls each bit beyond a margin, on the side of its person's word; see
 * {@link PolarizationLoss}.
 */
public final class Dpn extends NetworkMethod {
  private static final Profile PROFILE =
      profile(
          "dpn",
          true,
          new Citation(
              "L. Fan, K. W. Ng, C. Ju, T. Zhang, C. S. Chan",
              "Deep Polarized Network for Supervised Learning of Accurate Binary Hashing Codes",
              "IJCAI",
              2020,
              "10.24963/ijcai.2020/115"),
          List.of(
              "Training uses the recipe of ddh+aug (Adam, flips and shifts) and DDH's trunk; the paper"
                  + " has a recipe and a network of its own.",
              "The words come from a table of linear codes."),
          Map.of("margin", 1.0),
          Dpn::new);

  /** Creates the method with its default settings. */
  public Dpn() {
    this(PROFILE.settings());
  }

  private Dpn(Settings settings) {
    super(PROFILE, settings);
    weight("margin");
  }

  @Override
  protected HashLoss loss(LossTask task) {
    return new PolarizationLoss(Codewords.draw(name(), task), weight("margin"));
  }
}
