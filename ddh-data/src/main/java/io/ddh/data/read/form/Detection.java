package io.ddh.data.read.form;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a file or folder looks like.
 *
 * @param path what was looked at
 * @param fitting the forms that fit, the likeliest first; empty: none
 * @param reason why none fits: the one thing to mend, one line; empty if one does
 * @param whole false if there was so much in it that only a part was looked at
 */
public record Detection(Path path, List<DetectedForm> fitting, String reason, boolean whole) {
  public Detection {
    fitting = List.copyOf(fitting);
  }

  /** The likeliest form. */
  public Optional<DetectedForm> best() {
    return fitting.stream().findFirst();
  }
}
