package io.ddh.experiments;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a cell's codes tell apart even the images that the row learned from: their mean average
 * precision among one another beside that of random codes. It stands in the cell's provenance under
 * {@value #KEY}; cells from before it was measured don't have it, and neither do those whose
 * training images can't show it.
 *
 * @param images training images that were compared, at most 1,000
 * @param map mean average precision of their codes
 * @param chance the same of random codes, mean over 100 sets
 * @param deviation of the random codes' over the sets
 * @param expected true: the method declares that its codes may collapse
 */
public record Collapse(int images, double map, double chance, double deviation, boolean expected) {
  /** Where it stands in a cell's provenance. */
  public static final String KEY = "trainingImages";

  /** How many deviations above chance are above chance. */
  private static final int DEVIATIONS = 3;

  /** What a cell says of itself, if it does. */
  public static Optional<Collapse> of(Cell cell) {
    return in(cell.provenance());
  }

  /** The same of a provenance. */
  public static Optional<Collapse> in(Map<String, Object> provenance) {
    if (provenance.get(KEY) instanceof Map<?, ?> facts
        && facts.get("images") instanceof Number images
        && facts.get("map") instanceof Number map
        && facts.get("chance") instanceof Number chance
        && facts.get("deviation") instanceof Number deviation) {
      return Optional.of(
          new Collapse(
              images.intValue(),
              map.doubleValue(),
              chance.doubleValue(),
              deviation.doubleValue(),
              Boolean.TRUE.equals(facts.get("expected"))));
    }
    return Optional.empty();
  }

  /** For the cell's provenance. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("images", images);
    facts.put("map", map);
    facts.put("chance", chance);
    facts.put("deviation", deviation);
    facts.put("expected", expected);
    return facts;
  }

  /** The highest mean average precision that counts as collapsed. */
  public double threshold() {
    return chance + DEVIATIONS * deviation;
  }

  /** True where the codes are not above chance by more than three deviations. */
  public boolean collapsed() {
    return map <= threshold();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "MAP of %d training images among one another %.4f, %s chance %.4f + 3 x %.4f%s",
        images,
        map,
        collapsed() ? "not above" : "above",
        chance,
        deviation,
        collapsed() && expected ? "; expected of this row" : "");
  }
}
