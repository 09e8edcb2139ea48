package io.ddh.data.read.form;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A form that fits what was looked at.
 *
 * @param form the reader's name, as in the YAML
 * @param settings the reader's settings that matter, {@code path} among them; all others keep their
 *     defaults
 * @param reason one line: what was seen that speaks for it
 */
public record DetectedForm(String form, Map<String, Object> settings, String reason) {
  public DetectedForm {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
