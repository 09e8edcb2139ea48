package io.ddh.vision.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The images of src/test/reference, and the numbers that its scripts wrote. */
final class ReferenceImages {
  private ReferenceImages() {}

  /** Image of a seed, as in {@code _images.py}: side·side·3 values in 0..255. */
  static float[] image(int seed, int side) {
    float[] out = new float[side * side * 3];
    int noise = seed;
    for (int i = 0; i < out.length; i++) {
      noise = noise * 1664525 + 1013904223;
      int x = i / 3 % side;
      int y = i / 3 / side;
      out[i] = (seed * x * x >> 5) + 3 * y + 40 * (i % 3) + (noise >>> 28) & 255;
    }
    return out;
  }

  /** The same image, colour by colour. */
  static float[] planes(float[] pixels) {
    float[] out = new float[pixels.length];
    for (int i = 0; i < out.length; i++) {
      out[i % 3 * (out.length / 3) + i / 3] = pixels[i];
    }
    return out;
  }

  /** Lines of a file: the words before the first number, and the numbers. */
  static Map<String, double[]> numbers(String file) throws IOException {
    Map<String, double[]> out = new HashMap<>();
    try (InputStream in = ReferenceImages.class.getResourceAsStream("/reference/" + file)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> {
                String[] parts = line.split(" (?=[-0-9])", 2);
                double[] all =
                    Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray();
                out.put(parts[0], all);
              });
    }
    return out;
  }
}
