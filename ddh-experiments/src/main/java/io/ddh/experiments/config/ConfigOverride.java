package io.ddh.experiments.config;

import io.ddh.core.BadInputException;

/**
 * A value from the command line that replaces one of the file.
 *
 * @param key keys joined with dots; may leave out the section, for example {@code ddh.epochs}
 * @param value the value; its place is the option, for example {@code --bits}
 */
public record ConfigOverride(String key, Node value) {
  /**
   * Parses the value of {@code --set}.
   *
   * @param pair {@code KEY=VALUE}
   * @return the override
   * @throws BadInputException if there is no key or no equals sign, or the value isn't YAML
   */
  public static ConfigOverride parse(String pair) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException("--set " + pair + ": must be KEY=VALUE");
    }
    String key = pair.substring(0, equals).strip();
    return yaml("--set " + key, key, pair.substring(equals + 1));
  }

  /**
   * An override by a value in YAML, in which {@code ${NAME}} is replaced as in the file.
   *
   * @param option for messages
   * @param key keys joined with dots
   * @param yaml the value, for example {@code [12, 24]}
   * @return the override
   * @throws BadInputException if the value isn't YAML
   */
  public static ConfigOverride yaml(String option, String key, String yaml) {
    return new ConfigOverride(key, YamlReader.value(option, yaml, System.getenv()));
  }

  /**
   * An override by a text, which is taken as it is.
   *
   * @param option for messages
   * @param key keys joined with dots
   * @param text the value
   * @return the override
   */
  public static ConfigOverride text(String option, String key, String text) {
    return new ConfigOverride(key, new Node(text, option));
  }
}
