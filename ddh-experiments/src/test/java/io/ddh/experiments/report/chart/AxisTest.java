package io.ddh.experiments.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void roundTicksCoverZeroAndTheData() {
    check(Axis.auto("N").covering(1, 1000), 0, 1000, 11, "#,##0");
    check(Axis.auto("N").covering(1, 101), 0, 120, 7, "#,##0");
    check(Axis.auto("p").covering(0.02, 0.35), 0, 0.35, 8, "0.00");
    check(Axis.auto("p").covering(0.0002, 0.0031), 0, 0.0035, 8, "0.0000");
    check(Axis.auto("x").covering(-3, 4), -3, 4, 8, "#,##0");
    check(Axis.auto("none").covering(0, 0), 0, 1, 11, "0.0");
  }

  @Test
  void closeTicksCoverTheDataOnly() {
    check(Axis.close("loss", 0.66, 0.704), 0.66, 0.705, 10, "0.000");
    check(Axis.close("loss", 0.5, 0.5), 0.5, 1.5, 11, "0.0");
  }

  private static void check(Axis axis, double min, double max, int count, String pattern) {
    assertThat(axis.min()).isCloseTo(min, within(1e-12));
    assertThat(axis.max()).isCloseTo(max, within(1e-12));
    assertThat(axis.ticks()).hasSize(count);
    assertThat(axis.pattern()).isEqualTo(pattern);
  }

  @Test
  void givenTicksStay() {
    Axis bits = Axis.at("bits", 12, 24, 36, 48);
    assertThat(bits.covering(0, 100).ticks()).containsExactly(12, 24, 36, 48);
    assertThat(bits.pattern()).isEqualTo("#,##0");
    assertThat(Axis.unit("p").max()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.at("x", 12, 24, 48));
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.at("x", 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.at("x", 1));
  }

  @Test
  void precisionRecallLeavesOutRadiiThatFoundNothing() {
    Series series =
        Series.precisionRecall(
            "a",
            Map.of(
                "recall", new double[] {0, 0, 0.5, 1}, "precision", new double[] {0, 0, 0.9, 0.1}));
    assertThat(series.x()).containsExactly(0.5, 1);
    assertThat(series.y()).containsExactly(0.9, 0.1);
  }
}
