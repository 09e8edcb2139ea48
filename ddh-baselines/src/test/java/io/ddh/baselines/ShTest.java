package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.baselines.ShMethod.Mode;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.Progress;
import org.junit.jupiter.api.Test;

class ShTest {
  @Test
  void theLongerAxisGetsTheFirstModes() {
    // Frequencies m/R: axis 0 (R = 10): .1 .2 .3 .4 .5; axis 1 (R = 4): .25 .5; ties go to axis 0.
    assertThat(ShMethod.smallestModes(new double[] {10, 4}, 7))
        .containsExactly(
            new Mode(0, 1),
            new Mode(0, 2),
            new Mode(1, 1),
            new Mode(0, 3),
            new Mode(0, 4),
            new Mode(0, 5),
            new Mode(1, 2));
  }

  @Test
  void anAxisWithoutExtentGetsNoMode() {
    assertThat(ShMethod.smallestModes(new double[] {0, 2}, 2))
        .containsExactly(new Mode(1, 1), new Mode(1, 2));
    assertThatThrownBy(() -> ShMethod.smallestModes(new double[] {0, 0}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features must not be the same in all training rows");
  }

  @Test
  void codesOfAUniformBoxFollowTheFormula() {
    // A grid on [0, 10] × [0, 4]: PCA keeps the axes, so bit 0 is the half of the long axis.
    int side = 21;
    float[] values = new float[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      values[2 * i] = 10f * (i % side) / (side - 1);
      int row = i / side;
      values[2 * i + 1] = 4f * row / (side - 1);
    }
    Features x = new Features(2, values);
    BinaryCodes codes = new ShMethod().train(Samples.training(x, 3), 4, 0, Progress.NONE).encode(x);
    int[] axis = {0, 0, 1, 0};
    int[] mode = {1, 2, 1, 3};
    // The last row is a corner of the box, so that the training set without it would differ.
    for (int i = 0; i < side * side; i++) {
      for (int k = 0; k < 4; k++) {
        double share = values[2 * i + axis[k]] / (axis[k] == 0 ? 10 : 4);
        double wave = Math.sin(Math.PI / 2 + mode[k] * Math.PI * share);
        if (Math.abs(wave) > 1e-3) { // on a node rounding decides
          assertThat(codes.bit(i, k)).as("row %d, bit %d", i, k).isEqualTo(wave > 0);
        }
      }
    }
  }

  @Test
  void makesMoreBitsThanThereAreDimensions() {
    Features x = Samples.gaussian(100, 3, 1);
    assertThat(new ShMethod().train(Samples.training(x, 2), 48, 0, Progress.NONE).encode(x).bits())
        .isEqualTo(48);
  }
}
