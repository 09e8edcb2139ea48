package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.model.kernel.MapEnd;
import io.ddh.model.layer.Conv3Block;
import io.ddh.model.layer.DenseBlock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * Layer sizes of DeepHash's network.
 *
 * @param stages channels of the 3×3 convolutions, stage by stage; a 2×2 max-pool follows each stage
 *     but the last, and the mean over the map follows the last
 * @param dense number of units of the fully connected layer; 0 to leave the layer out
 */
record WideShape(List<List<Integer>> stages, int dense) implements Trunk {
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

  /** Returns the number of channels after the last stage. */
  int width() {
    List<Integer> last = stages.get(stages.size() - 1);
    return last.get(last.size() - 1);
  }

  /** Returns the same convolutions without the fully connected layer. */
  WideShape withoutDense() {
    return new WideShape(stages, 0);
  }

  @Override
  public Top addTo(GraphBuilder graph, String input, Networks networks) {
    int side = networks.shape().side();
    Check.that(fits(side), "images of side %d are too large for %s", side, trunk());
    int channels = networks.shape().channels();
    int count = 0;
    String below = input;
    for (int i = 0; i < stages.size(); i++) {
      List<Integer> stage = stages.get(i);
      for (int j = 0; j < stage.size(); j++) {
        boolean last = j == stage.size() - 1;
        MapEnd pool = i == stages.size() - 1 ? MapEnd.MEAN : MapEnd.HALF;
        String name = "conv" + ++count;
        Conv3Block block =
            new Conv3Block(
                side,
                channels,
                stage.get(j),
                last ? pool : MapEnd.WHOLE,
                count == 1,
                networks.start(name),
                networks.lanes());
        graph.addLayer(name, block, below);
        side = block.side();
        channels = stage.get(j);
        below = name;
      }
    }
    if (dense == 0) {
      return new Top(below, channels);
    }
    String name = Networks.DENSE;
    graph.addLayer(
        name, new DenseBlock(channels, dense, true, networks.start(name), networks.lanes()), below);
    return new Top(name, dense);
  }
}
