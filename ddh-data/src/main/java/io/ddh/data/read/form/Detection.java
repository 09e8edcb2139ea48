package io.ddh.data.read.form;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a file or folder looks like.
 *
 * @param path what was looked at
 * @param fitting the forms that fit, the narrowest first; empty: none
 * @param reason why there is no best form, one line: the one thing to mend, or the forms that fit
 *     equally; empty if there is one
 * @param whole false if there was so much in it that only a part was looked at
 */
public record Detection(Path path, List<DetectedForm> fitting, String reason, boolean whole) {
  public Detection {
    fitting = List.copyOf(fitting);
  }

  /** The narrowest form that fits; empty: none does, or several are equally narrow. */
  public Optional<DetectedForm> best() {
    return reason.isEmpty() ? fitting.stream().findFirst() : Optional.empty();
  }
}
