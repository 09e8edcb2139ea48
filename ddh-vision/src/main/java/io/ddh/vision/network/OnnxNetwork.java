package io.ddh.vision.network;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * A network from an ONNX file, with one input and any number of outputs. It is thread-safe. Each
 * call uses only the calling thread, because processing several photos in parallel is faster than
 * using several threads per photo. Don't close a network while another thread runs it.
 */
public final class OnnxNetwork implements AutoCloseable {
  private static final String FOLDER_OF_WEIGHTS =
      "session.model_external_initializers_file_folder_path";

  /** The beginning of ONNX Runtime's messages: an error code, and a place in its source. */
  private static final Pattern NOISE =
      Pattern.compile("^(Error code - \\w+ - message: )?(/\\S+:\\d+ .*?\\) (?=[A-Z]))?");

  private final Path file;
  private final OrtSession session;
  private final Matched names;
  private final List<TensorSpec> outputs;
  private final Queue<FloatBuffer> buffers = new ConcurrentLinkedQueue<>();

  private OnnxNetwork(Path file, OrtSession session, Matched names, List<TensorSpec> outputs) {
    this.file = file;
    this.session = session;
    this.names = names;
    this.outputs = List.copyOf(outputs);
  }

  /** Names of tensors, and the number of images per call if the file fixes it. */
  private record Matched(String input, List<String> outputs, long batch) {}

  /**
   * Opens a file and compares its tensors with the expected ones.
   *
   * @param file an ONNX file that contains its weights; weights in other files are refused, because
   *     no digest covers them
   * @param input the input that the file must have
   * @param outputs the outputs that the file must have; it may have others
   * @return the network
   * @throws BadInputException if the file can't be read, is no ONNX file, uses an operator that
   *     ONNX Runtime doesn't know, or has other tensors; the message names the file
   */
  public static OnnxNetwork open(Path file, TensorSpec input, List<TensorSpec> outputs) {
    OrtSession session = session(file);
    try {
      return new OnnxNetwork(file, session, match(file, session, input, outputs), outputs);
    } catch (OrtException e) {
      close(session);
      throw unreadable(file, e);
    } catch (BadInputException e) {
      close(session);
      throw e;
    }
  }

  private static OrtSession session(Path file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.addConfigEntry(FOLDER_OF_WEIGHTS, file.toString()); // a file, so there are none
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(file), options);
    } catch (OrtException e) {
      throw unreadable(file, e);
    } catch (IOException e) {
      throw BadInputException.of(e, "%s: can't be read as a file; valid: an ONNX network", file);
    }
  }

  private static BadInputException unreadable(Path file, OrtException e) {
    String said = NOISE.matcher(e.getMessage().lines().findFirst().orElse("")).replaceFirst("");
    String reason = said.startsWith("External data") ? "its weights are in another file" : said;
    return BadInputException.of(
        e, "%s: ONNX Runtime can't run this file, valid: an ONNX network (%s)", file, reason);
  }

  private static Matched match(
      Path file, OrtSession session, TensorSpec input, List<TensorSpec> outputs)
      throws OrtException {
    Map<String, TensorSpec> in = tensors(session.getInputInfo().values());
    if (in.size() != 1) {
      throw BadInputException.of("%s: %d inputs, valid: 1, %s", file, in.size(), input);
    }
    Map<String, TensorSpec> out = tensors(session.getOutputInfo().values());
    List<String> names = new ArrayList<>();
    for (TensorSpec output : outputs) {
      names.add(named(file, "output", output, out));
    }
    String name = named(file, "input", input, in);
    long batch = in.get(name).shape()[0];
    for (String output : names) {
      batch = Math.max(batch, out.get(output).shape()[0]);
    }
    return new Matched(name, names, batch);
  }

  /** Returns the tensors of a file; those of other types than floats have no shape. */
  private static Map<String, TensorSpec> tensors(Collection<NodeInfo> nodes) {
    Map<String, TensorSpec> out = new LinkedHashMap<>();
    for (NodeInfo node : nodes) {
      String name = node.getName();
      boolean floats = node.getInfo() instanceof TensorInfo t && t.type == OnnxJavaType.FLOAT;
      out.put(
          name,
          floats
              ? new TensorSpec(name, ((TensorInfo) node.getInfo()).getShape())
              : new TensorSpec(name + " of another type"));
    }
    return out;
  }

  private static String named(
      Path file, String role, TensorSpec wanted, Map<String, TensorSpec> found) {
    return found.values().stream()
        .filter(t -> wanted.name().isEmpty() || wanted.name().equals(t.name()))
        .filter(t -> wanted.fits(t.shape()))
        .map(TensorSpec::name)
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.of(
                    "%s: %s %s, valid: %s of 32-bit floats", file, role, found.values(), wanted));
  }

  /**
   * {@return the number of images that the file demands for its input or outputs, or {@link
   * TensorSpec#ANY}}
   */
  public long batch() {
    return names.batch();
  }

  /**
   * Runs the network on a batch of images.
   *
   * @param values the images one after the other, each as the input's shape says
   * @param shape length of each axis of the input; the first is the number of images
   * @return for each output, its values for all images, in the order of the specification
   * @throws BadInputException if an output has another length than expected, or values that are not
   *     finite
   */
  public float[][] run(float[] values, long... shape) {
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    Check.that(length <= values.length, "%d values, but the shape needs %d", values.length, length);
    FloatBuffer buffer = buffers.poll();
    if (buffer == null || buffer.capacity() < length) {
      buffer = ByteBuffer.allocateDirect(4 * length).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
    buffer.clear().put(values, 0, length).flip();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape);
        OrtSession.Result result =
            session.run(Map.of(names.input(), tensor), new LinkedHashSet<>(names.outputs()))) {
      float[][] out = new float[outputs.size()][];
      for (int i = 0; i < out.length; i++) {
        out[i] = values(result, i, shape[0]);
      }
      return out;
    } catch (OrtException e) {
      throw unreadable(file, e);
    } finally {
      buffers.add(buffer);
    }
  }

  private float[] values(OrtSession.Result result, int i, long batch) throws OrtException {
    OnnxTensor tensor = (OnnxTensor) result.get(names.outputs().get(i)).orElseThrow();
    FloatBuffer found = tensor.getFloatBuffer();
    long expected = batch * outputs.get(i).length();
    if (found.remaining() != expected) {
      throw BadInputException.of(
          "%s: output %s has shape %s, valid: %s",
          file,
          names.outputs().get(i),
          Arrays.toString(tensor.getInfo().getShape()),
          outputs.get(i));
    }
    float[] out = new float[found.remaining()];
    found.get(out);
    for (float value : out) {
      if (!Float.isFinite(value)) {
        throw BadInputException.of(
            "%s: output %s contains %s, valid: finite values", file, names.outputs().get(i), value);
      }
    }
    return out;
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
