package io.ddh.model;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import java.util.HashMap;
import java.util.Map;

/**
 * A trained network whose last layer has one output per bit; the bits are the signs of the outputs.
 *
 * @param method name of the method
 * @param bits code length
 * @param shape properties that {@link NetworkMethod#layers} needs besides code length and input
 *     size
 * @param encoder the trained network
 * @param facts facts about the training, for the result file
 */
record NetworkHasher(
    String method, int bits, Map<String, String> shape, Encoder encoder, Map<String, Object> facts)
    implements Hasher {
  NetworkHasher {
    facts = Map.copyOf(facts);
  }

  @Override
  public BinaryCodes encode(Inputs inputs) {
    Check.that(inputs instanceof Images, "%s encodes images, found features", method);
    return BinaryCodes.ofSigns(bits, encoder.encode((Images) inputs, bits, Progress.NONE));
  }

  @Override
  public TensorFile state() {
    Map<String, String> texts = new HashMap<>(shape);
    texts.put("bits", Integer.toString(bits));
    return encoder.file("hasher/" + method, texts);
  }
}
