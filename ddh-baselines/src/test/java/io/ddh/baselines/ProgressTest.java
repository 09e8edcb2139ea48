package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each optimiser tells of every step, in order. */
class ProgressTest {
  private static final Features X = Samples.classes(60, 6, 3, 0.5, 1);

  /** Classes so mixed that no few trees tell them apart. */
  private static final Features MIXED = Samples.classes(200, 6, 3, 3, 1);

  /** A report. */
  private record Step(String what, long done, long total) {}

  private static List<Step> steps(
      HashMethod method, Features x, Map<String, Object> given, int bits) {
    List<Step> out = new ArrayList<>();
    method
        .configure(Settings.of(method.name(), method.defaults(), given))
        .train(
            Samples.training(x, 3),
            bits,
            1,
            (what, done, total) -> out.add(new Step(what, done, total)));
    return out;
  }

  private static HashMethod method(String name) {
    return switch (name) {
      case "sdh" -> new SdhMethod();
      case "ksh" -> new KshMethod();
      default -> new ItqMethod();
    };
  }

  @ParameterizedTest
  @CsvSource({"sdh,iterations,3,4", "itq,iterations,7,4", "ksh,steps,2,5"})
  void fromNothingToAll(String name, String setting, int value, int bits) {
    List<Step> steps = steps(method(name), X, Map.of(setting, value), bits);
    long total = name.equals("ksh") ? bits : value;
    assertThat(steps)
        .isEqualTo(
            LongStream.rangeClosed(0, total).mapToObj(t -> new Step(name, t, total)).toList());
  }

  @Test
  void breTellsOfEachBitOfEachSweep() {
    int bits = 4;
    List<Step> steps = steps(new BreMethod(), X, Map.of("samples", 40), bits);
    assertThat(steps).hasSizeGreaterThanOrEqualTo(bits);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i)).isEqualTo(new Step("bre sweep " + (i / bits + 1), i % bits, bits));
    }
  }

  @Test
  void fasthTellsOfEachBitAndOfItsTreesInBetween() {
    int bits = 3;
    int trees = 40;
    List<Step> steps = steps(new FasthMethod(), MIXED, Map.of("trees", trees), bits);
    for (int k = 0; k < bits; k++) {
      String what = "fasth bit " + (k + 1);
      long before = (long) k * trees;
      List<Step> own = steps.stream().filter(s -> s.what().equals(what)).toList();
      assertThat(own).first().isEqualTo(new Step(what, before, (long) bits * trees));
      assertThat(own)
          .hasSizeBetween(2, trees)
          .allMatch(s -> s.done() >= before && s.done() <= before + trees)
          .allMatch(s -> s.total() == (long) bits * trees);
    }
    assertThat(steps).last().isEqualTo(new Step("fasth", (long) bits * trees, (long) bits * trees));
  }
}
