package io.ddh.experiments.config;

import io.ddh.core.BadInputException;

/**
 * A value from the command line that replaces one of the file.
 *
 * @param where the option, for messages, for example {@code --bits}
 * @param key keys joined with dots; may leave out the section, for example {@code ddh.epochs}
 * @param yaml the value as YAML, for example {@code [12, 24]}
 */
public record ConfigOverride(String where, String key, String yaml) {
  /**
   * Parses the value of {@code --set}.
   *
   * @param pair {@code KEY=VALUE}
   * @return the override
   * @throws BadInputException if there is no key or no equals sign
   */
  public static ConfigOverride parse(String pair) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException("--set " + pair + ": must be KEY=VALUE");
    }
    String key = pair.substring(0, equals).strip();
    return new ConfigOverride("--set " + key, key, pair.substring(equals + 1));
  }

  /**
   * An override by a text, quoted so that YAML does not take it for anything else.
   *
   * @param where the option, for messages
   * @param key keys joined with dots
   * @param text the value
   * @return the override
   */
  public static ConfigOverride text(String where, String key, String text) {
    return new ConfigOverride(where, key, "'" + text.replace("'", "''") + "'");
  }
}
