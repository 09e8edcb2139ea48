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

/**
 * A network from an ONNX file, with one input and any number of outputs. It is thread-safe. Each
 * call computes on the calling thread alone, because several photos in parallel are faster than
 * several threads per photo. Don't close it while another thread runs it.
 */
public final class OnnxNetwork implements AutoCloseable {
  private final Path file;
  private final OrtSession session;
  private final OrtSession.SessionOptions options;
  private final String inputName;
  private final TensorSpec input;
  private final List<String> outputNames;
  private final List<TensorSpec> outputs;
  private final Queue<FloatBuffer> buffers = new ConcurrentLinkedQueue<>();

  private OnnxNetwork(
      Path file, Opened opened, TensorSpec input, List<TensorSpec> outputs, Matched names) {
    this.file = file;
    this.session = opened.session();
    this.options = opened.options();
    this.inputName = names.input();
    this.outputNames = names.outputs();
    this.outputs = List.copyOf(outputs);
    this.input = input;
  }

  private record Opened(OrtSession session, OrtSession.SessionOptions options) {}

  private record Matched(String input, TensorSpec shape, List<String> outputs) {}

  /**
   * Opens a file and compares its tensors with the expected ones.
   *
   * @param file an ONNX file
   * @param input the input that the file must have; an axis of any length takes the file's length,
   *     if the file fixes one
   * @param outputs the outputs that the file must have; it may have others
   * @return the network
   * @throws BadInputException if the file can't be read, is no ONNX file, uses an operator that
   *     ONNX Runtime doesn't know, or has other tensors; the message names the file
   */
  public static OnnxNetwork open(Path file, TensorSpec input, List<TensorSpec> outputs) {
    Opened opened = session(file);
    try {
      Matched names = match(file, opened.session(), input, outputs);
      return new OnnxNetwork(file, opened, names.shape(), outputs, names);
    } catch (OrtException e) {
      close(opened.session(), opened.options());
      throw unreadable(file, e);
    } catch (BadInputException e) {
      close(opened.session(), opened.options());
      throw e;
    }
  }

  private static Opened session(Path file) {
    if (!Files.isReadable(file)) {
      throw BadInputException.of("%s: no readable file, valid: an ONNX network", file);
    }
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return new Opened(
          OrtEnvironment.getEnvironment().createSession(file.toString(), options), options);
    } catch (OrtException e) {
      options.close();
      throw unreadable(file, e);
    }
  }

  private static BadInputException unreadable(Path file, OrtException e) {
    String reason = e.getMessage().lines().findFirst().orElse("").replaceAll(".*file:.*? ", "");
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
    long[] fixed = input.shape().clone();
    Arrays.setAll(fixed, i -> Math.max(fixed[i], in.get(name).shape()[i]));
    return new Matched(name, new TensorSpec(name, fixed), names);
  }

  /** Returns the float tensors of a file; tensors of other types have no shape. */
  private static Map<String, TensorSpec> tensors(Collection<NodeInfo> nodes) {
    Map<String, TensorSpec> out = new LinkedHashMap<>();
    for (NodeInfo node : nodes) {
      boolean floats = node.getInfo() instanceof TensorInfo t && t.type == OnnxJavaType.FLOAT;
      long[] shape = floats ? ((TensorInfo) node.getInfo()).getShape() : new long[0];
      out.put(node.getName(), new TensorSpec(node.getName(), shape));
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
   * {@return the length of an axis of the input, or {@link TensorSpec#ANY}}
   *
   * @param i index of the axis
   */
  public long axis(int i) {
    return input.shape()[i];
  }

  /**
   * Runs the network on a batch.
   *
   * @param values the images one after the other, each as the input's shape says
   * @param shape length of each axis of the input; the first is the number of images
   * @return for each output, its values for all images, in the order of the specification
   * @throws BadInputException if an output has another length than expected
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
            session.run(Map.of(inputName, tensor), new LinkedHashSet<>(outputNames))) {
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
    OnnxTensor tensor = (OnnxTensor) result.get(outputNames.get(i)).orElseThrow();
    FloatBuffer found = tensor.getFloatBuffer();
    long expected = batch * outputs.get(i).length();
    if (found.remaining() != expected) {
      throw BadInputException.of(
          "%s: output %s has shape %s, valid: %s",
          file, outputNames.get(i), Arrays.toString(tensor.getInfo().getShape()), outputs.get(i));
    }
    float[] out = new float[found.remaining()];
    found.get(out);
    return out;
  }

  @Override
  public void close() {
    close(session, options);
  }

  private static void close(OrtSession session, OrtSession.SessionOptions options) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      options.close();
    }
  }
}
