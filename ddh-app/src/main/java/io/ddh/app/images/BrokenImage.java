package io.ddh.app.images;

/**
 * An image that could not be read.
 *
 * @param source path of the image file
 * @param reason why the image could not be read, in one short line
 */
public record BrokenImage(String source, String reason) {
  private static final int LONGEST = 300;

  /**
   * Shortens the reason to 300 characters.
   *
   * @param source path of the image file
   * @param reason why the image could not be read, in one short line
   */
  public BrokenImage {
    reason = reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason;
  }

  @Override
  public String toString() {
    return source + ": " + reason;
  }
}
