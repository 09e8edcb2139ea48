package io.ddh.experiments.engine;

import io.ddh.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A split without queries: what was held out trains, too. */
final class AllRows {
  private AllRows() {}

  static Split of(Split split) {
    int[] held = split.validation();
    int[] train =
        List.of(split.train(), split.query(), split.gallery()).stream()
            .flatMapToInt(Arrays::stream)
            .filter(row -> Arrays.binarySearch(held, row) < 0)
            .sorted()
            .distinct()
            .toArray();
    int[] gallery = IntStream.concat(Arrays.stream(train), Arrays.stream(held)).sorted().toArray();
    return new Split(
        split.protocol() + ", all rows",
        split.seed(),
        train,
        held,
        new int[0],
        gallery,
        split.people(),
        split.leftOut());
  }
}
