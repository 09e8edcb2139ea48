package io.ddh.core;

import java.util.Map;

/**
 * Result of {@link DatasetReader#recognize}: whether a {@link Candidate} has the reader's form.
 *
 * @param fit whether it is the reader's form
 * @param settings with which the reader should read it, beside {@code path}; empty unless it fits
 * @param reason one line: why it is the form, or what is wrong; empty for {@link #NO}
 */
public record FormMatch(Fit fit, Map<String, Object> settings, String reason) {
  /** The candidate has another form, or nothing shows that it has this one. */
  public static final FormMatch NO = new FormMatch(Fit.NO, Map.of(), "");

  /** How well a candidate fits a form. */
  public enum Fit {
    /** It has the form. */
    YES,
    /** It has the form, or is meant to have it, but something in it is wrong. */
    NEAR,
    /** It does not have the form. */
    NO
  }

  /**
   * Copies the settings.
   *
   * @param fit whether it is the reader's form
   * @param settings with which the reader should read it, beside {@code path}; empty unless it fits
   * @param reason one line: why it is the form, or what is wrong; empty for {@link #NO}
   */
  public FormMatch {
    settings = Map.copyOf(settings);
  }

  /**
   * {@return a match: the candidate has the form, and the reader's defaults suit it}
   *
   * @param reason one line for the user
   */
  public static FormMatch fits(String reason) {
    return fits(Map.of(), reason);
  }

  /**
   * {@return a match: the candidate has the form}
   *
   * @param settings that the reader needs for it, beside {@code path}
   * @param reason one line for the user
   */
  public static FormMatch fits(Map<String, Object> settings, String reason) {
    return new FormMatch(Fit.YES, settings, reason);
  }

  /**
   * {@return a near match: the candidate is meant to have the form, but something in it is wrong}
   *
   * @param reason the one thing to fix
   */
  public static FormMatch near(String reason) {
    return new FormMatch(Fit.NEAR, Map.of(), reason);
  }
}
