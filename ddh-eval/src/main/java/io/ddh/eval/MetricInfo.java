package io.ddh.eval;

import io.ddh.core.Citation;

/**
 * Description of a metric, for table headings and the bibliography.
 *
 * @param key stable key in results, CSV files and YAML
 * @param name short display name
 * @param definition one sentence that defines the metric, including the treatment of ties, the
 *     denominator and the value of an empty result
 * @param source publication that the definition comes from
 */
public record MetricInfo(String key, String name, String definition, Citation source) {}
