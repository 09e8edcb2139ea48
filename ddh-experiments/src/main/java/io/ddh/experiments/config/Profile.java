package io.ddh.experiments.config;

import java.util.List;

/**
 * Describes the cells of a run, in which every data set is combined with every row, code length and
 * seed.
 *
 * @param name name of the profile, for example {@code quick}
 * @param datasets names of the data sets
 * @param methods names of the rows
 * @param bits code lengths
 * @param seeds run seeds
 * @param mapAt each k for which the metric {@code map@k}, the MAP of the first k results, is
 *     computed
 * @param where place in the file, for messages
 */
public record Profile(
    String name,
    List<String> datasets,
    List<String> methods,
    List<Integer> bits,
    List<Long> seeds,
    List<Integer> mapAt,
    String where) {}
