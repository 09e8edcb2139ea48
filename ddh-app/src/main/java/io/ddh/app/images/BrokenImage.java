package io.ddh.app.images;

/**
 * A picture that could not be read.
 *
 * @param source where it lies
 * @param reason short, one line
 */
public record BrokenImage(String source, String reason) {
  private static final int LONGEST = 300;

  public BrokenImage {
    reason = reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason;
  }

  @Override
  public String toString() {
    return source + ": " + reason;
  }
}
