package io.ddh.vision.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.BadInputException;
import io.ddh.vision.convert.OnnxGraph.Element;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights in the format of TensorFlow.js and face-api. A JSON manifest lists the names, shapes and
 * types of the weights; a binary file contains the weights one after the other. A weight is stored
 * as 32-bit floats, or as unsigned bytes q that stand for {@code q * scale + min}.
 */
final class WeightsManifest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final String source;
  private final Map<String, Weight> weights;

  private WeightsManifest(String source, Map<String, Weight> weights) {
    this.source = source;
    this.weights = weights;
  }

  private record Group(List<Entry> weights) {}

  private record Entry(String name, int[] shape, String dtype, Scaling quantization) {}

  private record Scaling(String dtype, float scale, float min) {}

  /** A weight. If the weight is stored as bytes q, its values are {@code q * scale + min}. */
  record Weight(int[] shape, Element type, byte[] data, float scale, float min) {}

  /**
   * Reads weights.
   *
   * @param source name of the network for messages
   * @param manifest the manifest, in JSON
   * @param data content of the binary file
   * @throws BadInputException if the manifest is not of this format, or does not fit the binary
   *     file
   */
  static WeightsManifest read(String source, byte[] manifest, byte[] data) {
    Map<String, Weight> weights = new HashMap<>();
    int at = 0;
    for (Entry entry : entries(source, manifest)) {
      long length = type(source, entry).bytes;
      for (int axis : entry.shape) {
        length = axis < 1 ? Long.MAX_VALUE : length * axis;
        if (length > data.length - at) {
          throw BadInputException.of(
              "%s: damaged: weight '%s' has shape %s, but only %d bytes are left",
              source, entry.name, Arrays.toString(entry.shape), data.length - at);
        }
      }
      Scaling scaling = Optional.ofNullable(entry.quantization).orElse(new Scaling("", 1, 0));
      byte[] own = Arrays.copyOfRange(data, at, at + (int) length);
      weights.put(
          entry.name,
          new Weight(entry.shape, type(source, entry), own, scaling.scale, scaling.min));
      at += (int) length;
    }
    if (at != data.length) {
      throw BadInputException.of(
          "%s: damaged: the weights need %d bytes, found %d", source, at, data.length);
    }
    return new WeightsManifest(source, weights);
  }

  private static List<Entry> entries(String source, byte[] manifest) {
    try {
      List<Group> groups = List.of(JSON.readValue(manifest, Group[].class));
      if (groups.size() == 1 && groups.get(0).weights != null) {
        return List.copyOf(groups.get(0).weights);
      }
      throw BadInputException.of(
          "%s: damaged: the manifest has %d groups of weights; valid: 1 group",
          source, groups.size());
    } catch (JsonProcessingException | NullPointerException e) {
      throw BadInputException.of(
          e,
          "%s: damaged: the manifest is not a JSON list of weights with names and shapes",
          source);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  private static Element type(String source, Entry entry) {
    boolean whole = entry.name != null && entry.shape != null && "float32".equals(entry.dtype);
    boolean floats = entry.quantization == null;
    if (!whole || !floats && !"uint8".equals(entry.quantization.dtype)) {
      throw BadInputException.of(
          "%s: damaged: weight '%s' must have a shape and the type float32,"
              + " stored as it is or as uint8",
          source, entry.name);
    }
    return floats ? Element.FLOAT : Element.UINT8;
  }

  /**
   * {@return a weight of the expected shape}
   *
   * @throws BadInputException if there is no such weight, or it has another shape
   */
  Weight weight(String name, int... shape) {
    Weight found = weights.get(name);
    if (found == null || !Arrays.equals(found.shape, shape)) {
      throw BadInputException.of(
          "%s: weight '%s' has shape %s, expected %s",
          source,
          name,
          found == null ? "none" : Arrays.toString(found.shape),
          Arrays.toString(shape));
    }
    return found;
  }
}
