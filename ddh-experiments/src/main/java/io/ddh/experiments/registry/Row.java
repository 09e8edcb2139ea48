package io.ddh.experiments.registry;

import io.ddh.core.HashMethod;

/**
 * A row of the tables.
 *
 * @param name for example {@code sdh+cnn}
 * @param method with default settings
 * @param features name of the features it learns from; empty: pixels
 */
public record Row(String name, HashMethod method, String features) {}
