package io.ddh.data.read.form;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of detecting the form of a file or folder: all forms that fit.
 *
 * @param path path of the file or folder
 * @param fitting the forms that fit, the most narrowly defined first; may be empty
 * @param reason one line that says why there is no best form, and either what the user should fix
 *     or which forms fit equally well; empty if there is a best form
 * @param whole whether all files were considered; false if there were too many
 */
public record Detection(Path path, List<DetectedForm> fitting, String reason, boolean whole) {
  /**
   * {@return the most narrowly defined form that fits; empty if no form fits or several forms are
   * equally narrow}
   */
  public Optional<DetectedForm> best() {
    return reason.isEmpty() ? fitting.stream().findFirst() : Optional.empty();
  }
}
