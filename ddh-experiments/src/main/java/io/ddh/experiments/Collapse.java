package io.ddh.experiments;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ddh.core.Shown;

/**
 * Shows whether a cell's codes separate the images from which the method learned. Each of these
 * images is a query against the others; the mean average precision is compared with that of random
 * codes. Cells that older versions made lack this measurement, and so do cells whose training
 * images can't reveal a collapse.
 *
 * @param images number of training images that were compared, at most 1,000
 * @param map mean average precision of the codes of these images
 * @param chance mean average precision of random codes, averaged over 100 sets of codes
 * @param deviation standard deviation, over these sets, of the mean average precision of random
 *     codes
 * @param expected true if the method declares that its codes may collapse
 */
@JsonPropertyOrder(alphabetic = true)
public record Collapse(int images, double map, double chance, double deviation, boolean expected) {
  /**
   * Number of standard deviations by which codes must be above chance to count as better than
   * chance.
   */
  private static final int DEVIATIONS = 3;

  /** {@return the highest mean average precision that counts as collapsed} */
  public double threshold() {
    return chance + DEVIATIONS * deviation;
  }

  /**
   * {@return true if the codes' mean average precision is not above chance by more than three
   * standard deviations}
   */
  public boolean collapsed() {
    return map <= threshold();
  }

  @Override
  public String toString() {
    String end = collapsed() && expected ? "; expected for this row" : "";
    return Shown.format(
        "MAP %.4f among %d training images, %s chance (%.4f + 3 standard deviations of %.4f)%s",
        map, images, collapsed() ? "not above" : "above", chance, deviation, end);
  }
}
