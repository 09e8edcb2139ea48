package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
  private static final Split SPLIT =
      new Split(
          "t",
          1,
          new int[] {1, 4},
          new int[] {3},
          new int[] {0},
          new int[] {1, 3, 4},
          2,
          List.of());

  @Test
  void holdsTrainingAndValidationRowsOnly() {
    Images images = new Images(1, 1, 1, new byte[] {10, 11, 12, 13, 14});
    TrainingSet data = TrainingSet.of(images, new int[] {2, 9, 5, 5, 2}, SPLIT);
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.images().pixels()).containsExactly(11, 14, 13);
    assertThat(data.labels()).containsExactly(2, 0, 1); // 9, 2, 5 numbered anew
    assertThat(data.identities()).isEqualTo(3);
    assertThat(data.fit()).containsExactly(0, 1);
    assertThat(data.validation()).containsExactly(2);
    assertThatThrownBy(data::features)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this method needs features, found images");
  }

  @Test
  void holdsFeatures() {
    Features features = new Features(2, new float[] {0, 0, 1, 2, 0, 0, 3, 4, 5, 6});
    TrainingSet data = TrainingSet.of(features, new int[5], SPLIT);
    assertThat(data.features().values()).containsExactly(1, 2, 5, 6, 3, 4);
    assertThat(data.identities()).isEqualTo(1);
    assertThatThrownBy(data::images)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this method needs images, found features");
    assertThatThrownBy(() -> TrainingSet.of(features, new int[4], SPLIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be one label per input, found 5 inputs and 4 labels");
  }
}
