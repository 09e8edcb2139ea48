package io.ddh.model;

import io.ddh.data.BadInputException;
import io.ddh.data.BinaryCodes;
import io.ddh.data.Check;
import io.ddh.data.Hasher;
import io.ddh.data.Images;
import io.ddh.data.Inputs;
import io.ddh.data.Progress;
import io.ddh.data.TensorFile;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Initialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A trained DDH network without its classifier. */
final class NetworkHasher implements Hasher {
  static final String KIND = "hasher/";

  private final String method;
  private final int bits;
  private final DdhShape shape;
  private final Encoder encoder;
  private final Map<String, Object> facts;

  NetworkHasher(
      String method, int bits, DdhShape shape, Encoder encoder, Map<String, Object> facts) {
    this.method = method;
    this.bits = bits;
    this.shape = shape;
    this.encoder = encoder;
    this.facts = Map.copyOf(facts);
  }

  @Override
  public int bits() {
    return bits;
  }

  @Override
  public BinaryCodes encode(Inputs inputs) {
    Check.that(inputs instanceof Images, "%s encodes images, found features", method);
    return BinaryCodes.ofSigns(bits, encoder.encode((Images) inputs, bits, Progress.NONE));
  }

  @Override
  public Map<String, Object> facts() {
    return facts;
  }

  @Override
  public void save(Path file) throws IOException {
    new TensorFile(
            KIND + method,
            Map.of(
                "bits", Integer.toString(bits),
                "group", Integer.toString(shape.group()),
                "hash-norm", Boolean.toString(shape.normalized()),
                "side", Integer.toString(encoder.shape().side()),
                "channels", Integer.toString(encoder.shape().channels()),
                "mean", Double.toString(encoder.scaling().mean()),
                "deviation", Double.toString(encoder.scaling().deviation())),
            Map.of("parameters", encoder.parameters()))
        .write(file);
  }

  static NetworkHasher read(String method, Path path, TensorFile file) {
    try {
      int bits = Integer.parseInt(file.text("bits"));
      DdhShape shape =
          new DdhShape(
              Integer.parseInt(file.text("group")),
              Boolean.parseBoolean(file.text("hash-norm")),
              0,
              false);
      Networks.Shape input =
          new Networks.Shape(
              Integer.parseInt(file.text("side")), Integer.parseInt(file.text("channels")));
      Scaling scaling =
          new Scaling(
              Double.parseDouble(file.text("mean")), Double.parseDouble(file.text("deviation")));
      Lanes lanes = Lanes.ofMachine();
      ComputationGraph net =
          new Networks(input, Initialization.FAN_IN, 0, lanes).ddhEncoder(shape, bits);
      float[] parameters = file.array("parameters");
      Check.that(
          parameters.length == net.numParams(),
          "%d parameters expected, found %d",
          net.numParams(),
          parameters.length);
      OffHeap.assign(net.params(), parameters);
      return new NetworkHasher(
          method, bits, shape, new Encoder(net, input, scaling, lanes), Map.of());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(path + ": damaged (" + e.getMessage() + ")", e);
    }
  }
}
