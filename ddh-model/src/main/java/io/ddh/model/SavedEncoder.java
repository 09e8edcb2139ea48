package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.TensorFile;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What a file holds of an encoder: size of its images, their scaling, the graph's parameters. */
final class SavedEncoder {
  private SavedEncoder() {}

  static Map<String, String> texts(Encoder encoder) {
    return Map.of(
        "side", Integer.toString(encoder.shape().side()),
        "channels", Integer.toString(encoder.shape().channels()),
        "mean", Double.toString(encoder.scaling().mean()),
        "deviation", Double.toString(encoder.scaling().deviation()));
  }

  /**
   * The encoder that a file describes. A graph of another number of parameters than the file has is
   * refused before memory is set aside for it.
   *
   * @param array name of the parameters
   * @param graph builds the graph with any parameters
   * @throws IllegalArgumentException if the file makes no sense
   */
  static Encoder of(TensorFile file, String array, Function<Networks, ComputationGraph> graph) {
    int side = Integer.parseInt(file.text("side"));
    Check.inRange("side", side, DdhMethod.SMALLEST_SIDE, 1024);
    int channels = Integer.parseInt(file.text("channels"));
    Check.that(channels == 1 || channels == 3, "channels must be 1 or 3, found %d", channels);
    Networks.Shape shape = new Networks.Shape(side, channels);
    Scaling scaling =
        new Scaling(
            Double.parseDouble(file.text("mean")), Double.parseDouble(file.text("deviation")));
    Check.inRange("mean", scaling.mean(), 0, 255);
    Check.inRange("deviation", scaling.deviation(), 0, 255);
    float[] parameters = file.array(array);
    Lanes lanes = Lanes.ofMachine();
    ComputationGraph net = graph.apply(Networks.restoring(shape, parameters.length, lanes));
    OffHeap.assign(net.params(), parameters);
    return new Encoder(net, shape, scaling, lanes);
  }
}
