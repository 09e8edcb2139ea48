package io.ddh.benchmarks.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * Reply of a child process: one line on its standard output, {@code "= "} followed by a JSON
 * object. Other lines are output of libraries and are ignored.
 *
 * @param values numbers and texts by name
 */
public record Reply(Map<String, Object> values) {
  private static final String MARK = "= ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the values. */
  public Reply {
    values = Map.copyOf(values);
  }

  /** The line that carries the values. */
  public static String line(Map<String, ?> values) {
    try {
      return MARK + JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isReply(String line) {
    return line.startsWith(MARK);
  }

  @SuppressWarnings("unchecked")
  static Reply parse(String line) {
    try {
      return new Reply(JSON.readValue(line.substring(MARK.length()), Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a reply: " + line, e);
    }
  }

  /** Whether there is such a value. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** A number that must be present. */
  public double number(String key) {
    if (values.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("no number '" + key + "' in " + values);
  }

  /** A text that must be present. */
  public String text(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("no '" + key + "' in " + values);
    }
    return value.toString();
  }

  /** Units per second: the value {@code units} over {@code seconds}. */
  public double rate(String units) {
    return number(units) / number("seconds");
  }
}
