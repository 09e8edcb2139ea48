package io.ddh.eval;

import io.ddh.core.Citation;

/**
 * What a metric is, for table headings and the bibliography.
 *
 * @param key stable key in results, CSV files and YAML
 * @param name short display name
 * @param definition one sentence: ties, denominator, what an empty result counts
 * @param source where the definition comes from
 */
public record MetricInfo(String key, String name, String definition, Citation source) {}
