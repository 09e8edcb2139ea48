package io.ddh.vision.model;

import java.util.Map;

/**
 * The note {@code NAME.json} beside a stored network, which says what was stored.
 *
 * @param model name of the network
 * @param sha256 SHA-256 of the ONNX file
 * @param bytes length of the ONNX file
 * @param files SHA-256 of the published files, by their names
 * @param licence the licence under which they came
 * @param converter version of the converter that made the ONNX file
 */
record StoredModel(
    String model,
    String sha256,
    long bytes,
    Map<String, String> files,
    String licence,
    int converter) {
  /** Version of our converters: a network that an older one made must be fetched again. */
  static final int CONVERTER = 1;
}
