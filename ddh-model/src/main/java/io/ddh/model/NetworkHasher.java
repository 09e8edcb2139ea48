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
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A trained network whose last layer has one output a bit; the code is its signs. */
final class NetworkHasher implements Hasher {
  static final String KIND = "hasher/";

  private final String method;
  private final int bits;
  private final Map<String, String> shape;
  private final Encoder encoder;
  private final Map<String, Object> facts;

  /** Rebuilds the graph that a file describes, with any parameters. */
  interface Rebuild {
    /**
     * The graph of a file.
     *
     * @param file for what the method wrote as its shape
     * @throws IllegalArgumentException if the file has no such shape
     */
    ComputationGraph graph(TensorFile file, Networks networks, int bits);
  }

  /**
   * Wraps a trained graph.
   *
   * @param shape what {@link Rebuild} has to know beside bits and input size
   */
  NetworkHasher(
      String method,
      int bits,
      Map<String, String> shape,
      Encoder encoder,
      Map<String, Object> facts) {
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
    Map<String, String> texts = new HashMap<>(shape);
    texts.put("bits", Integer.toString(bits));
    texts.put("side", Integer.toString(encoder.shape().side()));
    texts.put("channels", Integer.toString(encoder.shape().channels()));
    texts.put("mean", Double.toString(encoder.scaling().mean()));
    texts.put("deviation", Double.toString(encoder.scaling().deviation()));
    new TensorFile(KIND + method, texts, Map.of("parameters", encoder.parameters())).write(file);
  }

  static NetworkHasher read(String method, Path path, Rebuild rebuild) throws IOException {
    TensorFile file = TensorFile.read(path, KIND + method);
    try {
      int bits = Integer.parseInt(file.text("bits"));
      Networks.Shape input =
          new Networks.Shape(
              Integer.parseInt(file.text("side")), Integer.parseInt(file.text("channels")));
      Scaling scaling =
          new Scaling(
              Double.parseDouble(file.text("mean")), Double.parseDouble(file.text("deviation")));
      Lanes lanes = Lanes.ofMachine();
      ComputationGraph net =
          rebuild.graph(file, new Networks(input, Initialization.FAN_IN, 0, lanes), bits);
      float[] parameters = file.array("parameters");
      Check.that(
          parameters.length == net.numParams(),
          "%d parameters expected, found %d",
          net.numParams(),
          parameters.length);
      OffHeap.assign(net.params(), parameters);
      return new NetworkHasher(
          method, bits, file.texts(), new Encoder(net, input, scaling, lanes), Map.of());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(path + ": damaged (" + e.getMessage() + ")", e);
    }
  }
}
