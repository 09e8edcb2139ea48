package io.ddh.core;

import java.util.Map;

/**
 * The result of {@link DatasetReader#recognize}, which says whether a {@link Candidate} has the
 * reader's form.
 *
 * @param fit whether the candidate has the reader's form
 * @param settings the settings, besides {@code path}, that the reader needs to read the candidate;
 *     empty unless the candidate fits
 * @param reason one line that says why the candidate has the form, or what is wrong with it; empty
 *     for {@link #NO}
 */
public record FormMatch(Fit fit, Map<String, Object> settings, String reason) {
  /** The candidate does not have the reader's form, or nothing shows that it does. */
  public static final FormMatch NO = new FormMatch(Fit.NO, Map.of(), "");

  /** How well a candidate fits a form. */
  public enum Fit {
    /** It has the form. */
    YES,
    /** It has the form, or is apparently meant to have it, but contains an error. */
    NEAR,
    /** It does not have the form. */
    NO
  }

  /**
   * Copies the settings.
   *
   * @param fit whether the candidate has the reader's form
   * @param settings the settings, besides {@code path}, that the reader needs to read the
   *     candidate; empty unless the candidate fits
   * @param reason one line that says why the candidate has the form, or what is wrong with it;
   *     empty for {@link #NO}
   */
  public FormMatch {
    settings = Map.copyOf(settings);
  }

  /**
   * {@return a match that says that the candidate has the form and that the reader's defaults suit
   * it}
   *
   * @param reason one line that tells the user why the candidate has the form
   */
  public static FormMatch fits(String reason) {
    return fits(Map.of(), reason);
  }

  /**
   * {@return a match that says that the candidate has the form}
   *
   * @param settings the settings, besides {@code path}, that the reader needs to read the candidate
   * @param reason one line that tells the user why the candidate has the form
   */
  public static FormMatch fits(Map<String, Object> settings, String reason) {
    return new FormMatch(Fit.YES, settings, reason);
  }

  /**
   * {@return a near match, which says that the candidate is apparently meant to have the form but
   * contains an error}
   *
   * @param reason one line that tells the user what to fix
   */
  public static FormMatch near(String reason) {
    return new FormMatch(Fit.NEAR, Map.of(), reason);
  }
}
