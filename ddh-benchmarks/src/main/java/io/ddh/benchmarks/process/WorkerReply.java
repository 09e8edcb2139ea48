package io.ddh.benchmarks.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * What a child process answers to a line: one line on its standard output, {@code "= "} and a JSON
 * object. Other lines are chatter of libraries.
 */
public record WorkerReply(Map<String, Object> values) {
  private static final String MARK = "= ";
  private static final ObjectMapper JSON = new ObjectMapper();

  public WorkerReply {
    values = Map.copyOf(values);
  }

  /** The line of an answer. */
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
  static WorkerReply parse(String line) {
    try {
      return new WorkerReply(JSON.readValue(line.substring(MARK.length()), Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not an answer: " + line, e);
    }
  }

  /** Whether the answer has such a value. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** A number of the answer. */
  public double number(String key) {
    if (values.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("no number '" + key + "' in " + values);
  }

  /** A text of the answer. */
  public String text(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("no '" + key + "' in " + values);
    }
    return value.toString();
  }

  /** Units a second: what key {@code units} counts, over {@code seconds}. */
  public double rate(String units) {
    return number(units) / number("seconds");
  }
}
