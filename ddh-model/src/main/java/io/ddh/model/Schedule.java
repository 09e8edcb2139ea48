package io.ddh.model;

import io.ddh.core.Settings;
import java.util.Arrays;
import java.util.Locale;

/** How the step size goes over a training. */
enum Schedule {
  /** Always the same. */
  CONSTANT,
  /** Half a cosine from the full size to 0. */
  COSINE,
  /** From a tenth up to the full size in the first fifth, then half a cosine to 0. */
  ONE_CYCLE;

  private static final double RISE = 0.2;
  private static final double START = 0.1;

  /**
   * Factor of the step size.
   *
   * @param done share of the training that is done, in [0, 1]
   */
  double factor(double done) {
    return switch (this) {
      case CONSTANT -> 1;
      case COSINE -> fall(done);
      case ONE_CYCLE ->
          done < RISE ? START + (1 - START) * done / RISE : fall((done - RISE) / (1 - RISE));
    };
  }

  private static double fall(double done) {
    return (1 + Math.cos(Math.PI * done)) / 2;
  }

  /** Name in settings. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that a setting names. */
  static Schedule of(Settings settings, String key) {
    String label = settings.choice(key, Arrays.stream(values()).map(Schedule::label).toList());
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
