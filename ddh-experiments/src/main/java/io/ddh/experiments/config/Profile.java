package io.ddh.experiments.config;

import java.util.List;

/**
 * What a run covers: every data set with every method, code length and seed.
 *
 * @param name for example {@code quick}
 * @param datasets names of the data sets
 * @param methods names of the rows
 * @param bits code lengths
 * @param seeds run seeds
 * @param mapAt the k of each metric {@code map@k}: MAP of the first k
 * @param where place for messages
 */
public record Profile(
    String name,
    List<String> datasets,
    List<String> methods,
    List<Integer> bits,
    List<Long> seeds,
    List<Integer> mapAt,
    String where) {}
