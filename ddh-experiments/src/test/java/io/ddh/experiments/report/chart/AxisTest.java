package io.ddh.experiments.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void axesCoverTheDataAndTheirRange() {
    check(Axis.auto("N").covering(values(1, 1000)), 0, 1000, "#,##0");
    check(Axis.auto("p").covering(values(0.02, 0.35)), 0, 0.35, "0.00");
    check(Axis.auto("p").covering(values(0.0002, 0.0031)), 0, 0.0031, "0.0000");
    check(Axis.auto("x").covering(values(-3.5, 4)), -3.5, 4, "#,##0");
    check(Axis.auto("none").covering(values()), 0, 1, "0.0");
    check(Axis.unit("p").covering(values(0.2, 0.3)), 0, 1, "0.0");
    check(new Axis("x", 2, 3).covering(values(1, 5)), 1, 5, "0.0");
  }

  @Test
  void closeAxesCoverTheDataOnly() {
    check(Axis.close("loss").covering(values(0.66, 0.704)), 0.66, 0.704, "0.000");
    check(Axis.close("loss").covering(values(0.5)), 0.5, 1.5, "0.0");
    check(Axis.close("none").covering(values()), 0, 1, "0.0");
  }

  @Test
  void wholeNumbersHaveNoDecimals() {
    assertThat(Axis.auto("Epoch").covering(values(1, 2, 3)).pattern(values(1, 2, 3)))
        .isEqualTo("#,##0");
  }

  private static double[] values(double... values) {
    return values;
  }

  private static void check(Axis axis, double least, double most, String pattern) {
    assertThat(axis.least()).isEqualTo(least);
    assertThat(axis.most()).isEqualTo(most);
    assertThat(axis.pattern(values(0.5))).isEqualTo(pattern);
  }
}
