package io.ddh.data.read.form;

import io.ddh.core.Specificity;
import java.util.Map;

/**
 * A form of data sets that fits the content of a file or folder.
 *
 * @param form name of the form, as in the YAML configuration
 * @param specificity how narrowly the form is defined
 * @param settings the reader's settings that must be given, including {@code path}; all others keep
 *     their defaults
 * @param reason one line that says why the form fits
 */
public record DetectedForm(
    String form, Specificity specificity, Map<String, Object> settings, String reason) {}
