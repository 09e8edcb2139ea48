package io.ddh.baselines;

import io.ddh.core.Features;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a script in src/test/reference made: one named array a line. */
final class Reference {
  private final Map<String, double[]> arrays = new HashMap<>();

  Reference(String name) {
    try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name + ".txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
        String[] words = line.split(" ", -1);
        arrays.put(
            words[0],
            Arrays.stream(words, 1, words.length).mapToDouble(Double::parseDouble).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] doubles(String key) {
    return arrays.get(key);
  }

  float[] floats(String key) {
    double[] values = doubles(key);
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  int[] integers(String key) {
    return Arrays.stream(doubles(key)).mapToInt(v -> (int) v).toArray();
  }

  Features features(int d) {
    return new Features(d, floats("x"));
  }
}
