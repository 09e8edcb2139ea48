package io.ddh.vision.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.vision.convert.DlibToOnnx;
import io.ddh.vision.convert.LiteToOnnx;
import java.util.List;
import java.util.Map;

/** Makes the ONNX file of a network from its published files. */
final class OnnxMaker {
  private OnnxMaker() {}

  /**
   * Compares the files with their digests, and converts them.
   *
   * @param files content of the published files, by their names
   * @throws BadInputException if a file is missing, is not the published one or can't be converted
   */
  static byte[] make(ModelDescriptor model, Map<String, byte[]> files) {
    List<byte[]> contents =
        model.files().stream().map(file -> published(model, file, files)).toList();
    return switch (model.format()) {
      case ONNX -> contents.get(0);
      case TFLITE -> LiteToOnnx.convert(model.name(), contents.get(0));
      case FACE_API -> DlibToOnnx.convert(model.name(), contents.get(0), contents.get(1));
    };
  }

  private static byte[] published(
      ModelDescriptor model, PublishedFile file, Map<String, byte[]> files) {
    byte[] content = files.getOrDefault(file.name(), new byte[0]);
    String found = Sha256.hex(content);
    if (!found.equals(file.sha256())) {
      throw BadInputException.of(
          "%s: %s is %s, expected SHA-256 %s",
          model.name(),
          file.name(),
          content.length == 0 ? "missing or empty" : "not the published file: SHA-256 " + found,
          file.sha256());
    }
    return content;
  }
}
