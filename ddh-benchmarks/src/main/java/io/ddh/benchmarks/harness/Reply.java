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

  /**
   * Copies the values.
   *
   * @param values numbers and texts by name
   */
  public Reply {
    values = Map.copyOf(values);
  }

  /**
   * {@return the line that carries the values}
   *
   * @param values numbers and texts by name
   */
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

  /**
   * {@return whether there is such a value}
   *
   * @param key name of the value
   */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /**
   * {@return a number that must be present}
   *
   * @param key name of the value
   */
  public double number(String key) {
    if (values.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("no number '" + key + "' in " + values);
  }

  /**
   * {@return a text that must be present}
   *
   * @param key name of the value
   */
  public String text(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("no '" + key + "' in " + values);
    }
    return value.toString();
  }

  /**
   * {@return the units per second: the value {@code units} over {@code seconds}}
   *
   * @param units name of the units in the reply
   */
  public double rate(String units) {
    return number(units) / number("seconds");
  }
}
