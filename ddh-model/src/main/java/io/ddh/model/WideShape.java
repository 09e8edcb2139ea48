package io.ddh.model;

import io.ddh.core.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Layer sizes of DeepHash's network.
 *
 * @param stages channels of the 3×3 convolutions, stage by stage; a 2×2 max-pool follows each stage
 *     but the last, and the mean over the map follows the last
 * @param dense number of units of the fully connected layer
 */
record WideShape(List<List<Integer>> stages, int dense) {
  private static final Pattern TEXT =
      Pattern.compile("[1-9]\\d{0,3}([-/][1-9]\\d{0,3}){0,19}"); // up to twenty convolutions
  private static final int MOST_STAGES = 5; // 28 pixels can be halved four times
  private static final long MOST_VALUES = 1 << 24; // values in all maps of one image
  private static final int LEAST_CHANNELS = 64; // fewer take as much memory

  /**
   * Reads the stages from a string such as {@code 32/64-64/128-128}.
   *
   * @param where path of the setting, for messages
   */
  static WideShape of(String where, String text, int dense) {
    String[] parts = text.split("/", -1);
    if (!TEXT.matcher(text).matches() || parts.length > MOST_STAGES) {
      throw BadInputException.of(
          "%s: must be the channels of up to %d stages, such as 32/64-64/128-128, found '%s'",
          where, MOST_STAGES, text);
    }
    return new WideShape(
        Arrays.stream(parts)
            .map(stage -> Arrays.stream(stage.split("-")).map(Integer::valueOf).toList())
            .toList(),
        dense);
  }

  /** Returns the stages as a string that {@link #of} can parse. */
  String trunk() {
    return String.join(
        "/",
        stages.stream()
            .map(stage -> String.join("-", stage.stream().map(String::valueOf).toList()))
            .toList());
  }

  /** Returns false if the maps of an image with this side would take too much memory. */
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

  /** Returns the number of running means and variances in the network up to its dense layer. */
  long statistics() {
    long channels = stages.stream().flatMap(List::stream).mapToLong(c -> c).sum();
    return 2 * (channels + dense);
  }

  /** Returns the number of channels after the last stage. */
  int width() {
    List<Integer> last = stages.get(stages.size() - 1);
    return last.get(last.size() - 1);
  }
}
