package io.ddh.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * Reply of a child process: one line on its standard output, {@code "= "} followed by a JSON
 * object. Other lines are output of libraries and are ignored.
 *
 * @param values numbers and texts by name
 */
record Reply(Map<String, Object> values) {
  private static final String MARK = "= ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The line that carries the values. */
  static String line(Map<?, ?> values) throws JsonProcessingException {
    return MARK + JSON.writeValueAsString(values);
  }

  static boolean isReply(String line) {
    return line.startsWith(MARK);
  }

  static Reply parse(String line) {
    try {
      return new Reply(JSON.readerForMapOf(Object.class).readValue(line.substring(MARK.length())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a reply: " + line, e);
    }
  }

  /** A number that must be present. */
  double number(String key) {
    if (values.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("no number '" + key + "' in " + values);
  }

  /** A text that must be present. */
  String text(String key) {
    if (!values.containsKey(key)) {
      throw new IllegalStateException("no '" + key + "' in " + values);
    }
    return values.get(key).toString();
  }

  /**
   * The units per second: the value {@code units} over {@code seconds}.
   *
   * @param units name of the units in the reply
   */
  double rate(String units) {
    return number(units) / number("seconds");
  }
}
