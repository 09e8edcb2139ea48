package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.HashMethod;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Validation images under wrong names: the more a network learns, the higher their loss, so that
 * the first epoch looks best.
 */
class LeastStepsTest {
  private static final int EPOCHS = 12;

  /** Epochs that ran and the one whose weights stay. */
  private static int[] train(int leastSteps, int patience) {
    Toy toy = Toy.of(4, 12, 5);
    int[] labels = toy.labels().clone();
    for (int row : toy.split().validation()) {
      labels[row] = (labels[row] + 1) % 4;
    }
    HashMethod ddh = new Ddh();
    Map<String, Object> given =
        Map.of(
            "epochs",
            EPOCHS,
            "batch",
            18,
            "patience",
            patience,
            "least-steps",
            leastSteps,
            "rate",
            3e-3);
    Map<String, Object> facts =
        ddh.configure(Settings.of("test", ddh.defaults(), given))
            .train(TrainingSet.of(toy.images(), labels, toy.split()), 12, 3, Progress.NONE)
            .facts();
    return new int[] {(Integer) facts.get("epochs"), (Integer) facts.get("best_epoch")};
  }

  @Test
  void withoutThemTheUntrainedNetworkStays() {
    assertThat(train(0, 2)[1]).isLessThan(4);
  }

  @ParameterizedTest
  @CsvSource({"8, 4", "9, 5", "16, 8"})
  void noWeightsStayBeforeAndPatienceCountsFromThere(int leastSteps, int first) {
    int[] found = train(leastSteps, 2); // two steps an epoch
    assertThat(found[1]).isGreaterThanOrEqualTo(first);
    assertThat(found[0]).isGreaterThanOrEqualTo(first + 2);
  }

  @Test
  void ofAShorterTrainingAnyMayStay() {
    assertThat(Arrays.stream(train(24, 12)).toArray()).startsWith(EPOCHS);
    assertThat(train(24, 12)[1]).isEqualTo(train(0, 12)[1]);
  }
}
