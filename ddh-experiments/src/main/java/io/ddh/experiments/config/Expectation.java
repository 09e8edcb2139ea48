package io.ddh.experiments.config;

/**
 * A value that stored results must reach: |mean over the profile's seeds − value| ≤ tolerance.
 *
 * @param profile whose seeds count
 * @param dataset name
 * @param method row name
 * @param bits code length
 * @param metric key, for example {@code map}
 * @param value expected
 * @param tolerance two-sided, ≥ 0
 * @param origin where the value and its tolerance come from
 * @param where place for messages
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
