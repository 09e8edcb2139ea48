package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import java.util.Collection;
import java.util.Comparator;
import smile.math.distance.EditDistance;

/**
 * Refuses unknown names, with a message that lists the valid names and suggests the most similar
 * one.
 */
public final class KnownNames {
  private KnownNames() {}

  /**
   * Refuses a name that is not among the valid ones.
   *
   * @param where place for the message, for example {@code experiments.yaml:7: profiles.quick}
   * @param what kind of name, for example {@code key}
   * @param name the name that was found
   * @param valid all valid names
   * @throws BadInputException if the name is unknown
   */
  public static void check(String where, String what, String name, Collection<String> valid) {
    if (!valid.contains(name)) {
      throw unknown(where, what, name, valid);
    }
  }

  /**
   * Creates the exception for an unknown name.
   *
   * @param where place for the message, for example {@code experiments.yaml:7: profiles.quick}
   * @param what kind of name, for example {@code key}
   * @param name the name that was found
   * @param valid all valid names
   * @return the exception, for the caller to throw
   */
  public static BadInputException unknown(
      String where, String what, String name, Collection<String> valid) {
    int limit = (name.length() + 1) / 2;
    String hint =
        valid.stream()
            .filter(v -> EditDistance.levenshtein(name, v) <= limit)
            .min(Comparator.comparingInt(v -> EditDistance.levenshtein(name, v)))
            .map(closest -> " did you mean '" + closest + "'?")
            .orElse("");
    String all = valid.isEmpty() ? "none" : String.join(", ", valid);
    return new BadInputException(
        where + ": unknown " + what + " '" + name + "';" + hint + " valid: " + all);
  }
}
