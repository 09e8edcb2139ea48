package io.ddh.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.registry.Registry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BenchTest {
  @Test
  void spreadIsMedianAndRange() {
    assertThat(Spread.of(3, 1, 10)).isEqualTo(new Spread(3, 1, 10));
    assertThat(Spread.of(4, 1, 2, 8)).isEqualTo(new Spread(3, 1, 8));
    assertThatThrownBy(() -> Spread.of(1, Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(Spread::of).hasMessageContaining("rounds");
  }

  /** Query 0 with relevant items at distance 0, and one of two at distance 1: by hand. */
  @Test
  void naiveMapOfATie() {
    LabeledCodes query = new LabeledCodes(new BinaryCodes(2, new long[] {0}), new int[] {7});
    LabeledCodes gallery =
        new LabeledCodes(new BinaryCodes(2, new long[] {0, 1, 2, 3}), new int[] {7, 7, 8, 8});
    // Rank 1 has precision 1; the tie of ranks 2 and 3 has 2/2 or 2/3, each half of the time.
    double expected = (1 + (2.0 / 2 + 2.0 / 3) / 2) / 2;
    assertThat(NaiveMap.of(query, gallery)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void codesShareCentresAndDifferByFlips() {
    LabeledCodes a = BenchCodes.draw(60, 48, 20, 1);
    LabeledCodes b = BenchCodes.draw(60, 48, 20, 2);
    assertThat(a.codes()).isNotEqualTo(b.codes());
    int own = 0;
    int other = 0;
    for (int i = 0; i < 60; i++) {
      own += a.codes().distance(i, b.codes(), i);
      other += a.codes().distance(i, b.codes(), (i + 1) % 60);
    }
    assertThat(own).isLessThan(other / 2).isPositive();
  }

  @Test
  void trainingRowsAreSpreadOverThePeople() {
    LabeledImages faces = FaceJob.render(Registry.load(), "wild", 4, 3, Progress.NONE);
    TrainingSet data = FaceJob.training(faces, 10);
    assertThat(data.size()).isEqualTo(10);
    assertThat(data.validation()).isEmpty();
    assertThat(data.labels()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 3, 3);
    assertThatThrownBy(() -> FaceJob.training(faces, 13)).hasMessageContaining("count");
  }

  @Test
  void clockCountsEpochsOnly() {
    EpochClock clock = new EpochClock(3);
    clock.report("batches", 1, 40);
    clock.report("epoch 1", 1, 3);
    clock.report("epoch 1 again", 1, 3);
    clock.report("epoch 2", 2, 3);
    assertThat(clock.seconds()).hasSize(2);
  }

  @Test
  void evaluationAndLbpAreMeasuredAndChecked() {
    Bench bench = new Bench(Registry.load(), 2);
    assertThat(Arrays.stream(bench.evaluate(64, 500, 50)).boxed()).hasSize(2).allMatch(r -> r > 0);
    LabeledImages faces = FaceJob.render(Registry.load(), "wild", 4, 3, Progress.NONE);
    assertThat(Arrays.stream(bench.lbp(faces)).boxed()).hasSize(2).allMatch(r -> r > 0);
  }
}
