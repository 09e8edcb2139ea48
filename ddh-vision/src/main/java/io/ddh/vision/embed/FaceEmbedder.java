package io.ddh.vision.embed;

import io.ddh.vision.align.FaceTemplate;
import io.ddh.vision.network.InputLayout;
import io.ddh.vision.network.OnnxNetwork;
import io.ddh.vision.network.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that turns aligned faces into vectors: dlib's face ResNet, SFace, or a network of the
 * ArcFace kind. It is thread-safe. The vector of a face is the mean of the vectors of the chip and
 * its mirror image.
 */
public final class FaceEmbedder implements AutoCloseable {
  private static final int BATCH = 16;

  private final OnnxNetwork network;
  private final Form form;

  /**
   * Input and output of the network.
   *
   * @param template where the landmarks of a face lie in the chip
   * @param layout the order and range of its pixels
   * @param length number of values of a vector
   * @param unit whether vectors are scaled to Euclidean norm 1, which suits networks whose vectors
   *     are compared by angle; the Euclidean distance then gives the same order
   */
  public record Form(FaceTemplate template, InputLayout layout, int length, boolean unit) {}

  /**
   * Opens a network.
   *
   * @param file an ONNX file with one input, a batch of chips, and one output of {@code length}
   *     values per chip
   * @param form input and output of the network
   * @throws io.ddh.core.BadInputException if the file has another input or output, or can't be read
   */
  public FaceEmbedder(Path file, Form form) {
    this.form = form;
    network =
        OnnxNetwork.open(
            file,
            new TensorSpec("", form.layout().shape(TensorSpec.ANY, form.template().side())),
            List.of(new TensorSpec("", TensorSpec.ANY, form.length())));
  }

  /** {@return the input and output of the network} */
  public Form form() {
    return form;
  }

  /**
   * Computes the vectors of faces.
   *
   * @param chips aligned chips: side·side·3 values in 0..255, red, green and blue of each pixel
   * @return one vector per chip
   */
  public List<float[]> embed(List<float[]> chips) {
    int batch = network.batch() == TensorSpec.ANY ? BATCH : 1;
    List<float[]> seen =
        new ArrayList<>(); // for each chip, its vector and that of its mirror image
    for (int from = 0; from < 2 * chips.size(); from += batch) {
      seen.addAll(run(chips, from, Math.min(batch, 2 * chips.size() - from)));
    }
    List<float[]> out = new ArrayList<>();
    for (int i = 0; i < seen.size(); i += 2) {
      out.add(mean(seen.get(i), seen.get(i + 1)));
    }
    return out;
  }

  private List<float[]> run(List<float[]> chips, int from, int count) {
    int side = form.template().side();
    int length = side * side * 3;
    float[] input = new float[count * length];
    for (int i = 0; i < count; i++) {
      boolean mirrored = (from + i) % 2 == 1;
      form.layout().write(chips.get((from + i) / 2), mirrored, input, i * length);
    }
    float[] out = network.run(input, form.layout().shape(count, side))[0];
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(Arrays.copyOfRange(out, i * form.length(), (i + 1) * form.length()));
    }
    return vectors;
  }

  private float[] mean(float[] one, float[] mirrored) {
    float[] out = new float[form.length()];
    double squares = 0;
    for (int i = 0; i < out.length; i++) {
      out[i] = (one[i] + mirrored[i]) / 2;
      squares += (double) out[i] * out[i];
    }
    if (form.unit() && squares > 0) {
      for (int i = 0; i < out.length; i++) {
        out[i] /= (float) Math.sqrt(squares);
      }
    }
    return out;
  }

  @Override
  public void close() {
    network.close();
  }
}
