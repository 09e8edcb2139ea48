package io.ddh.model;

import io.ddh.core.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sizes of DeepHash's network.
 *
 * @param stages channels of the 3×3 convolutions; behind each stage but the last a 2×2 max-pool,
 *     behind the last the mean over the map
 * @param dense units of the fully connected layer
 */
record WideShape(List<List<Integer>> stages, int dense) {
  private static final Pattern TEXT =
      Pattern.compile("[1-9]\\d{0,3}([-/][1-9]\\d{0,3}){0,19}"); // up to twenty convolutions
  private static final int MOST_STAGES = 5; // 28 pixels can be halved four times
  private static final long MOST_VALUES = 1 << 24; // of all maps of an image
  private static final int LEAST_CHANNELS = 64; // that a map of few takes memory for

  /**
   * Reads the stages from a text such as {@code 32/64-64/128-128}.
   *
   * @param where names the place in messages
   */
  static WideShape of(String where, String text, int dense) {
    String[] parts = text.split("/", -1);
    if (!TEXT.matcher(text).matches() || parts.length > MOST_STAGES) {
      throw BadInputException.of(
          "%s: must be up to %d stages of channels such as 32/64-64/128-128, found '%s'",
          where, MOST_STAGES, text);
    }
    return new WideShape(
        Arrays.stream(parts)
            .map(stage -> Arrays.stream(stage.split("-")).map(Integer::valueOf).toList())
            .toList(),
        dense);
  }

  /** The stages as {@link #of} reads them. */
  String trunk() {
    return String.join(
        "/",
        stages.stream()
            .map(stage -> String.join("-", stage.stream().map(String::valueOf).toList()))
            .toList());
  }

  /** False if the maps of an image of that side would take too much memory. */
  boolean fits(int side) {
    long values = 0;
    long places = (long) side * side;
    for (List<Integer> stage : stages) {
      for (int channels : stage) {
        values += places * Math.max(LEAST_CHANNELS, channels);
      }
      places /= 4;
    }
    return values <= MOST_VALUES;
  }

  /** Running means and variances of the network up to its dense layer. */
  long statistics() {
    long channels = stages.stream().flatMap(List::stream).mapToLong(c -> c).sum();
    return 2 * (channels + dense);
  }

  /** Channels behind the last stage. */
  int width() {
    List<Integer> last = stages.get(stages.size() - 1);
    return last.get(last.size() - 1);
  }
}
