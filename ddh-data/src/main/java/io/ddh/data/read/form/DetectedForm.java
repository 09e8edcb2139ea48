package io.ddh.data.read.form;

import io.ddh.core.Specificity;
import java.util.Map;

/**
 * A form that fits a file or folder.
 *
 * @param form the reader's name, as in the YAML
 * @param specificity how narrow the form is
 * @param settings the reader's settings that matter, {@code path} among them; all others keep their
 *     defaults
 * @param reason one line: why it fits
 */
public record DetectedForm(
    String form, Specificity specificity, Map<String, Object> settings, String reason) {}
