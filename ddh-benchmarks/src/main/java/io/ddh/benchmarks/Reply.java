package io.ddh.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * The reply of a child process, which is one line on its standard output that consists of {@code "=
 * "} and a JSON object. All other lines on its standard output come from libraries and are ignored.
 *
 * @param values numbers and strings of the reply, by key
 */
record Reply(Map<String, Object> values) {
  private static final String MARK = "= ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Formats values as the line of a reply. */
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
      throw new IllegalStateException("not a reply of a worker: " + line, e);
    }
  }

  /** Returns the number stored under a key; throws an exception if the reply has no such number. */
  double number(String key) {
    if (values.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("no number '" + key + "' in the reply " + values);
  }

  /**
   * Returns the value stored under a key as a string; throws an exception if the reply has no such
   * value.
   */
  String text(String key) {
    if (!values.containsKey(key)) {
      throw new IllegalStateException("no value '" + key + "' in the reply " + values);
    }
    return values.get(key).toString();
  }

  /**
   * Returns the rate in units per second, which is the value with the given key divided by {@code
   * seconds}.
   *
   * @param units key of the value that holds the number of units, for example {@code images}
   */
  double rate(String units) {
    return number(units) / number("seconds");
  }
}
