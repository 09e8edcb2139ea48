package io.ddh.data.read.form;

import java.util.Map;
import java.util.Optional;

/**
 * What one form's test says.
 *
 * @param settings the reader's settings beside {@code path}; empty: it doesn't fit
 * @param reason one line
 * @param near true: it is that form, or meant to be, but something in it is wrong
 */
record FormMatch(Optional<Map<String, Object>> settings, String reason, boolean near) {
  static FormMatch fits(Map<String, Object> settings, String reason) {
    return new FormMatch(Optional.of(settings), reason, true);
  }

  static FormMatch fits(String reason) {
    return fits(Map.of(), reason);
  }

  static FormMatch almost(String reason) {
    return new FormMatch(Optional.empty(), reason, true);
  }

  static FormMatch not(String reason) {
    return new FormMatch(Optional.empty(), reason, false);
  }
}
