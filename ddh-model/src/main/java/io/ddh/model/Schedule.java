package io.ddh.model;

import io.ddh.core.Settings;
import java.util.Arrays;
import java.util.Locale;

/** How the step size changes during training. */
enum Schedule {
  /** The step size is constant. */
  CONSTANT,
  /** The step size falls from its full value to 0 along half a cosine wave. */
  COSINE,
  /**
   * The step size rises from a tenth to its full value in the first fifth of the training, then
   * falls to 0 along half a cosine wave.
   */
  ONE_CYCLE;

  private static final double RISE = 0.2;
  private static final double START = 0.1;

  /**
   * Returns the factor by which the full step size is multiplied.
   *
   * @param done completed share of the training, in [0, 1]
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

  /** Returns the schedule's name in settings. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the schedule that a setting names. */
  static Schedule of(Settings settings, String key) {
    String label = settings.choice(key, Arrays.stream(values()).map(Schedule::label).toList());
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
