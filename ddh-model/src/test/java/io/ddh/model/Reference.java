package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;

/** The file that src/test/reference/networks.py makes: tensors by norm, projection and samples. */
public final class Reference {
  private static final int SAMPLES = 16;

  private final Map<String, double[]> lines; // "case kind name" to size, norm, projection, samples

  private Reference(Map<String, double[]> lines) {
    this.lines = lines;
  }

  public static Reference read(String resource) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    InputStream in = Reference.class.getResourceAsStream(resource);
    assertThat(in).as(resource).isNotNull();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          String[] word = line.split(" ");
          lines.put(
              String.join(" ", Arrays.asList(word).subList(0, 3)),
              Arrays.stream(word).skip(3).mapToDouble(Double::parseDouble).toArray());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reference(lines);
  }

  /** Number of tensors of a case and kind. */
  public long count(String network, String kind) {
    return lines.keySet().stream().filter(k -> k.startsWith(network + " " + kind + " ")).count();
  }

  public double scalar(String network, String kind, String name) {
    return line(network, kind, name)[3];
  }

  private double[] line(String network, String kind, String name) {
    String key = network + " " + kind + " " + name;
    assertThat(lines).containsKey(key);
    return lines.get(key);
  }

  /**
   * Compares a tensor: samples to the tolerance times its largest sample or root mean square,
   * whichever is larger; norm and projection to the tolerance times the norm.
   *
   * @param floor smallest size that a tensor counts as having; 0 for a purely relative comparison
   */
  public void check(
      String network, String kind, String name, double[] found, double tolerance, double floor) {
    double[] expected = line(network, kind, name);
    assertThat(found.length).as("size of %s %s", kind, name).isEqualTo((int) expected[0]);
    double[] direction = FormulaValues.direction(found.length);
    double squares = 0;
    double projection = 0;
    for (int i = 0; i < found.length; i++) {
      squares += found[i] * found[i];
      projection += found[i] * direction[i];
    }
    double norm = Math.max(expected[1], floor * Math.sqrt(found.length));
    close(network, kind, name + " norm", Math.sqrt(squares), expected[1], tolerance * norm);
    close(network, kind, name + " projection", projection, expected[2], tolerance * norm);
    double scale = norm / Math.sqrt(found.length);
    for (int i = 3; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    int stride = (found.length + SAMPLES - 1) / SAMPLES;
    for (int i = 3; i < expected.length; i++) {
      int at = (i - 3) * stride;
      close(network, kind, name + "[" + at + "]", found[at], expected[i], tolerance * scale);
    }
  }

  private static void close(
      String network, String kind, String what, double found, double expected, double within) {
    assertThat(found)
        .as("%s %s %s", network, kind, what)
        .isCloseTo(expected, Offset.offset(within));
  }
}
