package io.ddh.model;

import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import java.util.List;

/** Row {@code ddh-paper}: Eq. 5 to the letter; it collapses, and is reported all the same. */
public final class DdhPaper extends DdhMethod {
  /** With the default settings. */
  public DdhPaper() {
    super(Reading.PAPER, false);
  }

  private DdhPaper(Settings settings) {
    super(Reading.PAPER, false, settings);
  }

  @Override
  public String name() {
    return "ddh-paper";
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "beta = 1 on the sum over bits and no batch norm on the face feature and hash layers, as"
            + " printed; the authors' published code differs in all three.");
  }

  @Override
  public boolean collapseExpected() {
    return true;
  }

  @Override
  public HashMethod configure(Settings settings) {
    return new DdhPaper(settings);
  }
}
