package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
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
  public TensorFile state() {
    Map<String, String> texts = new HashMap<>(shape);
    texts.put("bits", Integer.toString(bits));
    texts.putAll(SavedEncoder.texts(encoder));
    return new TensorFile(KIND + method, texts, Map.of("parameters", encoder.parameters()));
  }

  /**
   * The hasher of a state.
   *
   * @throws BadInputException if the parameters are not those of the graph that it describes
   */
  static NetworkHasher of(String method, TensorFile state, String where, Rebuild rebuild) {
    try {
      int bits = Integer.parseInt(state.text("bits"));
      Check.inRange("bits", bits, 1, 1024);
      Encoder encoder =
          SavedEncoder.of(state, "parameters", networks -> rebuild.graph(state, networks, bits));
      return new NetworkHasher(method, bits, state.texts(), encoder, Map.of());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where + ": damaged (" + e.getMessage() + ")", e);
    }
  }
}
