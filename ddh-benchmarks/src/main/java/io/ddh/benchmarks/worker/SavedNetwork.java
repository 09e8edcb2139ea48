package io.ddh.benchmarks.worker;

import io.ddh.core.AtomicFile;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes a network to plain files, so that another program can compute its codes. */
final class SavedNetwork {
  private static final int IMAGES = 256;

  private SavedNetwork() {}

  /**
   * Writes {@code ROW.parameters} (little-endian floats in the order of the layers), {@code
   * ROW.images} (bytes) and {@code ROW.codes} (little-endian longs) of the first images.
   *
   * @return the scaling of the pixels
   */
  static Map<String, ?> leave(String row, Hasher hasher, LabeledImages faces, Path folder)
      throws IOException {
    Path file = folder.resolve(row + ".hasher");
    hasher.save(file);
    TensorFile saved = TensorFile.read(file, "hasher/" + row);
    int count = Math.min(IMAGES, faces.size());
    Images images = faces.images().select(IntStream.range(0, count).toArray());
    BinaryCodes codes = hasher.encode(images);
    float[] parameters = saved.array("parameters");
    byte[] floats = new byte[parameters.length * Float.BYTES];
    little(floats).asFloatBuffer().put(parameters);
    byte[] longs = new byte[codes.words().length * Long.BYTES];
    little(longs).asLongBuffer().put(codes.words());
    write(folder.resolve(row + ".parameters"), floats);
    write(folder.resolve(row + ".images"), images.pixels());
    write(folder.resolve(row + ".codes"), longs);
    return Map.of(
        "mean", Double.parseDouble(saved.text("mean")),
        "deviation", Double.parseDouble(saved.text("deviation")));
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(Path file, byte[] content) throws IOException {
    AtomicFile.write(file, out -> out.write(content));
  }
}
