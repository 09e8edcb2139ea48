package io.ddh.experiments.run;

import io.ddh.core.FeatureMethod;
import io.ddh.core.Progress;
import io.ddh.core.Settings;

/**
 * The features that a cell learns from.
 *
 * @param output name of the feature matrix that the cell learns from, for example {@code cnn}
 * @param name name of the feature method, which is also the name of its first output
 * @param method the configured feature method
 * @param settings settings of the feature method
 */
public record FeaturePlan(String output, String name, FeatureMethod method, Settings settings) {
  /**
   * {@return a listener that passes all progress reports on and adds the name of the feature
   * method}
   */
  Progress named(Progress progress) {
    return (what, done, total) -> progress.report("features " + name + ": " + what, done, total);
  }

  /**
   * Returns the plan with its settings adapted to the number of images; settings that the user gave
   * are unchanged.
   */
  FeaturePlan suited(int images) {
    Settings own = method.suited(settings, images);
    return new FeaturePlan(output, name, method.configure(own), own);
  }
}
