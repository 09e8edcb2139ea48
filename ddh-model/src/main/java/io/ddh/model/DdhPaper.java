package io.ddh.model;

import io.ddh.core.Settings;
import java.util.List;

/** Row {@code ddh-paper}: Eq. 5 to the letter; it collapses, and is reported all the same. */
public final class DdhPaper extends DdhMethod {
  private static final Profile PROFILE =
      profile(
          "ddh-paper",
          true,
          false,
          List.of(
              "beta = 1 on the sum over bits and no batch norm on the face feature and hash layers,"
                  + " as printed; the authors' published code differs in all three."),
          DdhPaper::new);

  /** With the default settings. */
  public DdhPaper() {
    this(PROFILE.settings());
  }

  private DdhPaper(Settings settings) {
    super(PROFILE, settings);
  }

  @Override
  public boolean collapseExpected() {
    return true;
  }
}
