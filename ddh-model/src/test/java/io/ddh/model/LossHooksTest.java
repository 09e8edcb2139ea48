package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.LossBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a loss may ask for: a second view of each image, and a step before each epoch. */
class LossHooksTest {
  private static final Toy TOY = Toy.of(4, 12, 3);

  /** A row whose loss notes what it gets. */
  private static final class Noting extends NetworkMethod {
    private final List<LossBatch> learned = new ArrayList<>();
    private final List<LossBatch> validated = new ArrayList<>();
    private final List<String> epochs = new ArrayList<>();

    Noting() {
      super(profile(), profile().settings());
    }

    private static Profile profile() {
      Citation citation = new Citation("Nobody", "Notes", "Test", 2026, "");
      return profile(
          "noting", true, citation, List.of(), Map.of("epochs", 2, "batch", 7), s -> new Noting());
    }

    /** Keeps this instance; its settings suit a small set. */
    @Override
    public Settings suited(Settings its, int images) {
      return its;
    }

    @Override
    protected HashLoss loss(LossTask task) {
      return new HashLoss() {
        @Override
        public double value(LossBatch batch) {
          (batch.learns() ? learned : validated).add(batch);
          Arrays.fill(batch.gradient(), 0.1f);
          return batch.size();
        }

        @Override
        public int views() {
          return 2;
        }

        @Override
        public void beforeEpoch(int epoch, Outputs outputs) {
          float[] first = outputs.of(new int[] {3, 1});
          float[] second = outputs.of(new int[] {1});
          assertThat(first).hasSize(2 * task.bits());
          assertThat(Arrays.copyOfRange(first, task.bits(), first.length)).isEqualTo(second);
          epochs.add(epoch + " after " + learned.size());
        }
      };
    }
  }

  @Test
  void batchesHoldBothViewsAndEpochsAreAnnounced() {
    Noting row = new Noting();
    HashMethod method = row;
    method.train(TOY.training(), 12, 1, Progress.NONE);
    int steps = (TOY.training().fit().length + 6) / 7;
    assertThat(row.learned).hasSize(2 * steps);
    assertThat(row.epochs).containsExactly("1 after 0", "2 after " + steps);
    List<Integer> seen = new ArrayList<>();
    for (LossBatch batch : row.learned.subList(0, steps)) {
      int n = batch.size() / 2;
      int[] rows = Arrays.copyOf(batch.rows(), n);
      assertThat(Arrays.copyOfRange(batch.rows(), n, 2 * n)).isEqualTo(rows);
      for (int i = 0; i < 2 * n; i++) {
        assertThat(batch.labels()[i]).isEqualTo(TOY.training().labels()[batch.rows()[i]]);
        assertThat(batch.judged().test(i)).isTrue();
      }
      assertThat(Arrays.copyOf(batch.outputs(), n * 12))
          .as("another flip and shift")
          .isNotEqualTo(Arrays.copyOfRange(batch.outputs(), n * 12, 2 * n * 12));
      Arrays.stream(rows).forEach(seen::add);
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(TOY.training().fit()).boxed().toList());
    for (LossBatch batch : row.validated) {
      assertThat(batch.gradient()).isEmpty();
      assertThat(TOY.training().validation()).contains(batch.rows());
    }
    assertThat(row.validated).isNotEmpty();
  }
}
