package io.ddh.experiments.run;

import io.ddh.core.FeatureMethod;
import io.ddh.core.Progress;
import io.ddh.core.Settings;

/**
 * The features that a cell learns from.
 *
 * @param output the matrix that the cell takes, for example {@code cnn}
 * @param name name of the feature method, which is that of its first output
 * @param method the configured feature method
 * @param settings that it was configured with
 */
public record FeaturePlan(String output, String name, FeatureMethod method, Settings settings) {
  /** {@return a progress whose messages name the feature method} */
  Progress named(Progress progress) {
    return (what, done, total) -> progress.report("features " + name + ": " + what, done, total);
  }

  /** The same with settings adapted to the number of images, where the user gave none. */
  FeaturePlan suited(int images) {
    Settings own = method.suited(settings, images);
    return new FeaturePlan(output, name, method.configure(own), own);
  }
}
