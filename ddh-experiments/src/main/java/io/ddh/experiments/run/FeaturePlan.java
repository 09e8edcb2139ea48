package io.ddh.experiments.run;

import io.ddh.core.FeatureMethod;
import io.ddh.core.Settings;

/**
 * The features that a cell learns from.
 *
 * @param output the matrix that the cell takes, for example {@code cnn}
 * @param name of the feature method, its first output
 * @param method configured
 * @param settings that it was configured with
 */
public record FeaturePlan(String output, String name, FeatureMethod method, Settings settings) {
  /** The same with settings that suit so many images to learn from, where none are given. */
  FeaturePlan suited(int images) {
    Settings own = method.suited(settings, images);
    return new FeaturePlan(output, name, method.configure(own), own);
  }
}
