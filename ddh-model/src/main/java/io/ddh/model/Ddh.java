package io.ddh.model;

import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import java.util.List;

/** Row {@code ddh}: the authors' published code. */
public final class Ddh extends DdhMethod {
  /** With the default settings. */
  public Ddh() {
    super(Reading.RELEASED, false);
  }

  private Ddh(Settings settings) {
    super(Reading.RELEASED, false, settings);
  }

  @Override
  public String name() {
    return "ddh";
  }

  @Override
  public List<String> deviations() {
    return DdhNotes.RELEASED;
  }

  @Override
  public HashMethod configure(Settings settings) {
    return new Ddh(settings);
  }
}
