package io.ddh.experiments.config;

import io.ddh.core.BadInputException;

/**
 * A value from the command line that replaces the file's.
 *
 * @param where the option, for messages, for example {@code --bits}
 * @param key dotted; may leave out its section, for example {@code ddh.epochs}
 * @param yaml the value as YAML, for example {@code [12, 24]}
 */
public record ConfigOverride(String where, String key, String yaml) {
  /** A {@code KEY=VALUE} pair of {@code --set}. */
  public static ConfigOverride parse(String pair) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException("--set " + pair + ": must be KEY=VALUE");
    }
    String key = pair.substring(0, equals).strip();
    return new ConfigOverride("--set " + key, key, pair.substring(equals + 1));
  }

  /** A text that is taken literally. */
  public static ConfigOverride text(String where, String key, String text) {
    return new ConfigOverride(where, key, "'" + text.replace("'", "''") + "'");
  }
}
