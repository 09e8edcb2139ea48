package io.ddh.experiments.config;

/**
 * A value that stored results are expected to have. The results meet the expectation if their mean
 * over the profile's seeds differs from the value by at most the tolerance.
 *
 * @param profile name of the profile over whose seeds the mean is taken
 * @param dataset name of the data set
 * @param method name of the row
 * @param bits code length
 * @param metric key of the metric, for example {@code map}
 * @param value expected value of the metric
 * @param tolerance largest allowed difference from the value, above or below, ≥ 0
 * @param origin where the value and its tolerance come from
 * @param where place in the file, for messages
 */
public record Expectation(
    String profile,
    String dataset,
    String method,
    int bits,
    String metric,
    double value,
    double tolerance,
    String origin,
    String where) {}
