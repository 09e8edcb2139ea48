package io.ddh.model;

import io.ddh.core.Settings;

/** Row {@code ddh}, which is DDH as in the authors' published code. */
public final class Ddh extends DdhMethod {
  private static final Profile PROFILE = profile("ddh", false, false, RELEASED, Ddh::new);

  /** Creates the method with its default settings. */
  public Ddh() {
    this(PROFILE.settings());
  }

  private Ddh(Settings settings) {
    super(PROFILE, settings);
  }
}
