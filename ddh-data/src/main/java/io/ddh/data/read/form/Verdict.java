package io.ddh.data.read.form;

import java.util.Map;
import java.util.Optional;

/**
 * What one form's test says.
 *
 * @param settings the reader's settings beside {@code path}; empty: it doesn't fit
 * @param reason one line
 */
record Verdict(Optional<Map<String, Object>> settings, String reason) {
  static Verdict fits(Map<String, Object> settings, String reason) {
    return new Verdict(Optional.of(settings), reason);
  }

  static Verdict fits(String reason) {
    return fits(Map.of(), reason);
  }

  static Verdict not(String reason) {
    return new Verdict(Optional.empty(), reason);
  }
}
