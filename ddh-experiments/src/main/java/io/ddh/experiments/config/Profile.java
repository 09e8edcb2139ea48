package io.ddh.experiments.config;

import java.util.List;

/**
 * What a run covers: every data set with every method, code length and seed.
 *
 * @param name for example {@code quick}
 * @param datasets names
 * @param methods row names
 * @param bits code lengths
 * @param seeds run seeds
 * @param mapAt the k of MAP of the first k, for metrics {@code map@k}
 * @param where place for messages
 */
public record Profile(
    String name,
    List<String> datasets,
    List<String> methods,
    List<Integer> bits,
    List<Long> seeds,
    List<Integer> mapAt,
    String where) {
  public Profile {
    datasets = List.copyOf(datasets);
    methods = List.copyOf(methods);
    bits = List.copyOf(bits);
    seeds = List.copyOf(seeds);
    mapAt = List.copyOf(mapAt);
  }
}
