package io.ddh.experiments.config;

import io.ddh.data.Settings;
import java.util.List;
import java.util.Map;

/**
 * The whole of {@code experiments.yaml}, checked, overrides applied.
 *
 * @param profiles by name, in the file's order
 * @param datasets by name, in the file's order
 * @param methods settings of every registered method, by its name
 * @param features settings of every registered feature method, by its name
 * @param expected for {@code ddh verify}
 */
public record Experiments(
    Map<String, Profile> profiles,
    Map<String, DatasetSpec> datasets,
    Map<String, Settings> methods,
    Map<String, Settings> features,
    List<Expectation> expected) {}
