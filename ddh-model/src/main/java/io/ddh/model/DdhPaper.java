package io.ddh.model;

import io.ddh.core.Settings;
import java.util.List;

/**
 * Row {@code ddh-paper}, which is DDH with Eq. 5 of the paper taken literally. Its codes collapse;
 * the tables report the row nevertheless.
 */
public final class DdhPaper extends DdhMethod {
  private static final Profile PROFILE =
      profile(
          "ddh-paper",
          true,
          false,
          List.of(
              "beta = 1 on the sum over bits and no batch norm on the face feature and hash"
                  + " layers, as in the paper; the authors' published code differs in all three."),
          DdhPaper::new);

  /** Creates the method with its default settings. */
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
