package io.ddh.app.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a data set as an entry of {@code experiments.yaml}. */
public final class DatasetYaml {
  private DatasetYaml() {}

  /**
   * Returns a data set as one line for the section {@code datasets}.
   *
   * @param name name of the data set
   * @param use form and settings of the data set, by key
   * @param divided whether the data set comes with its own split
   * @return the line
   */
  public static String line(String name, Map<String, Object> use, boolean divided) {
    List<String> parts = new ArrayList<>();
    use.forEach((key, value) -> parts.add(key + ": " + scalar(value)));
    parts.add(
        divided ? "split: { protocol: given }" : "split: { protocol: facescrub, queries: 5 }");
    return name + ": { " + String.join(", ", parts) + " }";
  }

  private static String scalar(Object value) {
    if (value instanceof Number || value instanceof Boolean || value instanceof List) {
      return value.toString();
    }
    String text = value.toString();
    boolean plain = text.matches("[A-Za-z/._][A-Za-z0-9/._-]*|[0-9.]+%");
    return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
