package io.ddh.experiments.registry;

import io.ddh.core.HashMethod;

/**
 * A row of the tables, which is a method that learns from features or from pixels.
 *
 * @param name name of the row, for example {@code sdh+cnn}
 * @param method hashing method with default settings
 * @param features name of the features that the method learns from; empty if it learns from pixels
 */
public record Row(String name, HashMethod method, String features) {}
