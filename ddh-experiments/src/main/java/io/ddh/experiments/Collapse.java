package io.ddh.experiments;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;

/**
 * Whether a cell's codes separate the images that the method learned from: the mean average
 * precision of these images among one another, compared with that of random codes. Cells of older
 * versions lack it, and so do cells whose training images can't show a collapse.
 *
 * @param images number of training images that were compared, at most 1,000
 * @param map mean average precision of their codes
 * @param chance mean average precision of random codes, mean over 100 sets
 * @param deviation standard deviation of the latter over the sets
 * @param expected true if the method declares that its codes may collapse
 */
@JsonPropertyOrder(alphabetic = true)
public record Collapse(int images, double map, double chance, double deviation, boolean expected) {
  /** Number of deviations above chance from which codes count as better than chance. */
  private static final int DEVIATIONS = 3;

  /** {@return the highest mean average precision that counts as collapsed} */
  public double threshold() {
    return chance + DEVIATIONS * deviation;
  }

  /** {@return true if the codes are not better than chance by more than three deviations} */
  public boolean collapsed() {
    return map <= threshold();
  }

  @Override
  public String toString() {
    String to = collapsed() ? "not above" : "above";
    String compared =
        String.format(Locale.ROOT, "%.4f, %s chance %.4f + 3 x %.4f", map, to, chance, deviation);
    String note = collapsed() && expected ? "; expected of this row" : "";
    return "MAP of " + images + " training images among one another " + compared + note;
  }
}
