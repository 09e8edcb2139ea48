package io.ddh.core;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length in pixels, such as {@code 112}, or as a share of another length, such as {@code 45%}.
 *
 * @param pixels the length in pixels, ≥ 0; 0 if there is no length or if the length is a share
 * @param percent the share in per cent, in (0, 100]; 0 if the length is in pixels
 */
public record Extent(int pixels, BigDecimal percent) {
  /** Stands for no length; stored as 0 pixels. */
  public static final Extent NONE = pixels(0);

  private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)\\s*%");
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /**
   * Checks that the length is given either in pixels or as a share.
   *
   * @param pixels the length in pixels, ≥ 0; 0 if there is no length or if the length is a share
   * @param percent the share in per cent, in (0, 100]; 0 if the length is in pixels
   * @throws IllegalArgumentException if both are given or one is out of range
   */
  public Extent {
    boolean share = percent.signum() > 0 && percent.compareTo(ALL) <= 0 && pixels == 0;
    Check.that(
        share || percent.signum() == 0 && pixels >= 0,
        "must be pixels or a share in (0%%, 100%%], found %d pixels and %s%%",
        pixels,
        percent);
  }

  /**
   * {@return a length in pixels}
   *
   * @param pixels the length in pixels, ≥ 0
   * @throws IllegalArgumentException if pixels are negative
   */
  public static Extent pixels(int pixels) {
    return new Extent(pixels, BigDecimal.ZERO);
  }

  /**
   * Reads a share, for example {@code 45%} or {@code 33.3%}.
   *
   * @param text a number in (0, 100] with a per cent sign
   * @return the share
   * @throws IllegalArgumentException if the text is not a share in (0%, 100%]
   */
  public static Extent share(String text) {
    Matcher m = SHARE.matcher(text.strip());
    Check.that(m.matches(), "'%s' is not a share such as 45%%", text);
    BigDecimal percent = new BigDecimal(m.group(1));
    Check.that(percent.signum() > 0, "'%s' is not a share above 0%%", text);
    return new Extent(0, percent.stripTrailingZeros());
  }

  /** {@return whether this is {@link #NONE}} */
  public boolean isNone() {
    return pixels == 0 && percent.signum() == 0;
  }

  /**
   * {@return the length in pixels; for a share, that part of the whole length, rounded and at least
   * 1}
   *
   * @param whole the length that a share refers to, in pixels
   */
  public int of(int whole) {
    if (percent.signum() == 0) {
      return pixels;
    }
    return (int) Math.max(1, Math.round(whole * percent.doubleValue() / 100));
  }

  /** Formats the length as it is written in settings, for example {@code 112} or {@code 45%}. */
  @Override
  public String toString() {
    return percent.signum() == 0 ? Integer.toString(pixels) : percent.toPlainString() + "%";
  }
}
