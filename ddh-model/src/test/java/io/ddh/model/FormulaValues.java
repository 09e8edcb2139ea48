package io.ddh.model;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The numbers of src/test/reference/networks.py: each follows from its name by a formula. */
public final class FormulaValues {
  private FormulaValues() {}

  /**
   * Values in [0, 1) in steps of 2⁻²⁰: the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA
   * 2014) over the CRC-32 of the name and the index.
   */
  public static double[] uniform(String name, int size) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    double[] out = new double[size];
    for (int i = 0; i < size; i++) {
      long z = ((crc.getValue() << 32) + i) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      out[i] = (z >>> 44) / (double) (1 << 20);
    }
    return out;
  }

  /** The fixed direction that tensors are projected on. */
  public static double[] direction(int size) {
    double[] out = uniform("direction", size);
    for (int i = 0; i < size; i++) {
      out[i] = 2 * out[i] - 1;
    }
    return out;
  }

  /** Initial values of a parameter of that many entries. */
  public static double[] parameter(String prefix, String layer, String name, int size, int fanIn) {
    double[] u = uniform(prefix + "/" + layer + "/" + name, size);
    // the power of two at or above √(2 / fan in)
    double bound = Math.pow(2, Math.ceil(Math.log(2.0 / fanIn) / Math.log(2) / 2));
    for (int c = 0; c < size; c++) {
      u[c] =
          switch (name) {
            case "W" -> (2 * Math.floor(256 * u[c]) - 255) / 256 * bound;
            case "gamma" -> c % 7 == 3 ? 0 : c % 3 == 2 ? -0.5 - u[c] : 0.5 + u[c];
            case "var" -> 0.5 + u[c];
            default -> u[c] - 0.5;
          };
    }
    return u;
  }

  /** n×side×side×channels pixels; every second image has flat 6×6 squares. */
  public static double[] images(String prefix, String batch, int n, int side, int channels) {
    int length = side * side * channels;
    double[] out = new double[n * length];
    for (int i = 0; i < n; i++) {
      double[] u = uniform(prefix + "/" + batch + "/" + i, length);
      int square = i % 2 == 1 ? 6 : 1;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          for (int c = 0; c < channels; c++) {
            int from = (y / square * side + x / square) * channels + c;
            int to = i * length + (y * side + x) * channels + c;
            out[to] = (Math.floor(128 * u[from]) - 64) / 64;
          }
        }
      }
    }
    return out;
  }

  /** Identity of each image of a step's batch. */
  public static int[] labels(int step, int n, int identities) {
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      out[i] = (3 * i + step) % identities;
    }
    return out;
  }
}
