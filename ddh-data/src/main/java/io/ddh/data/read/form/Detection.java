package io.ddh.data.read.form;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The forms that fit a file or folder.
 *
 * @param path of the file or folder
 * @param fitting the forms that fit, the narrowest first; empty: none
 * @param reason one line: why there is no best form, what to fix or which forms fit equally; empty
 *     if there is a best form
 * @param whole false if there were so many files that only some were considered
 */
public record Detection(Path path, List<DetectedForm> fitting, String reason, boolean whole) {
  /** {@return the narrowest form that fits; empty if none fits or several are equally narrow} */
  public Optional<DetectedForm> best() {
    return reason.isEmpty() ? fitting.stream().findFirst() : Optional.empty();
  }
}
