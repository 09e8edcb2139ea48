package io.ddh.core;

import java.util.Map;

/**
 * Whether a {@link Candidate} is of a reader's form.
 *
 * @param fit whether it is the reader's form
 * @param settings with which the reader should read it, beside {@code path}; empty unless it fits
 * @param reason one line: why it is the form, or what is wrong; empty for {@link #NO}
 */
public record FormMatch(Fit fit, Map<String, Object> settings, String reason) {
  /** It is of another form, or nothing shows that it is of this one. */
  public static final FormMatch NO = new FormMatch(Fit.NO, Map.of(), "");

  /** Whether something is of a form. */
  public enum Fit {
    YES,
    /** It is that form, or meant to be, but something in it is wrong. */
    NEAR,
    NO
  }

  public FormMatch {
    settings = Map.copyOf(settings);
  }

  /** It is of the form, and the reader's defaults suit it. */
  public static FormMatch fits(String reason) {
    return fits(Map.of(), reason);
  }

  /**
   * It is of the form.
   *
   * @param settings that the reader needs for it, beside {@code path}
   */
  public static FormMatch fits(Map<String, Object> settings, String reason) {
    return new FormMatch(Fit.YES, settings, reason);
  }

  /**
   * It is meant to be of the form.
   *
   * @param reason the one thing to fix
   */
  public static FormMatch near(String reason) {
    return new FormMatch(Fit.NEAR, Map.of(), reason);
  }
}
