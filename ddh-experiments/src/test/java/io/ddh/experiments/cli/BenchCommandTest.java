package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
  @Test
  void printsEveryRateWithItsRange() {
    Cli result = Cli.of("bench", "--people=12", "--images=240", "--rounds=2", "--queries=32");
    assertThat(result.code()).as(result.err()).isZero();
    Map<String, String> lines =
        Arrays.stream(result.out().split("\\R"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    assertThat(lines).containsKeys("backend", "cores", "threads");
    for (String key :
        new String[] {
          "train.images_per_second",
          "encode.images_per_second",
          "evaluate.pairs_per_second",
          "lbp.images_per_second"
        }) {
      double median = Double.parseDouble(lines.get(key));
      assertThat(median)
          .as(key)
          .isPositive()
          .isBetween(
              Double.parseDouble(lines.get(key + ".min")),
              Double.parseDouble(lines.get(key + ".max")));
    }
  }

  @Test
  void refusesWhatHasNoEpochs() {
    Cli result = Cli.of("bench", "--method=sdh", "--people=4", "--images=8");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("'sdh'", "such as ddh");
    assertThat(Cli.of("bench", "--images=3", "--people=4").err()).contains("--images", "found 3");
  }
}
