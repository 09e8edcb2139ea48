package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The batches of losses over pairs, and the rows whose loss chooses the epoch. */
class BatchOrderTest {
  /** 40 people with 2 to 21 images; every fourth image is a validation row. */
  private static TrainingSet people() {
    int[] labels =
        IntStream.range(0, 40).flatMap(c -> IntStream.range(0, 2 + c / 2).map(i -> c)).toArray();
    int n = labels.length;
    int[] train = IntStream.range(0, n).filter(i -> i % 4 != 1).toArray();
    int[] validation = IntStream.range(0, n).filter(i -> i % 4 == 1).toArray();
    Split split = new Split("toy", 1, train, validation, new int[0], train, 40, List.of());
    return TrainingSet.of(new Images(1, 1, 1, new byte[n]), labels, split);
  }

  private static BatchOrder order(TrainingSet data, int together) {
    return BatchOrder.pairs(data, together, new SplittableRandom(3));
  }

  @Test
  void balancedBatchesHoldAsManyImagesOfEachPerson() {
    TrainingSet data = people();
    BatchOrder balanced = order(data, 3);
    int[] rows = data.fit().clone();
    balanced.arrange(rows, new SplittableRandom(5));
    Set<Integer> fit = Arrays.stream(data.fit()).boxed().collect(Collectors.toSet());
    assertThat(fit).containsAll(Arrays.stream(rows).boxed().toList());
    // Groups of one person: as long as 3 or as many as there are, and no image twice in one.
    int at = 0;
    int groups = 0;
    Set<Integer> seen = new TreeSet<>();
    while (at < rows.length) {
      int person = data.labels()[rows[at]];
      long have = Arrays.stream(data.fit()).filter(r -> data.labels()[r] == person).count();
      int length = (int) Math.min(3, have);
      int end = Math.min(rows.length, at + length);
      assertThat(Arrays.stream(rows, at, end).map(r -> data.labels()[r]).distinct().count())
          .isEqualTo(1);
      assertThat(Arrays.stream(rows, at, end).distinct().count()).isEqualTo(end - at);
      seen.add(person);
      groups++;
      at = end;
      if (groups == 40) {
        assertThat(seen).hasSize(40); // all take their turn before anybody is drawn again
      }
    }
    int[] next = rows.clone();
    balanced.arrange(next, new SplittableRandom(6));
    assertThat(next).isNotEqualTo(rows);
  }

  @Test
  void plainBatchesAreAPermutation() {
    TrainingSet data = people();
    BatchOrder plain = order(data, 0);
    int[] rows = data.fit().clone();
    plain.arrange(rows, new SplittableRandom(5));
    assertThat(rows).containsExactlyInAnyOrder(data.fit()).isNotEqualTo(data.fit());
    assertThat(plain.watched()).containsExactlyInAnyOrder(data.validation());
  }

  @Test
  void plainBatchesOfWhatIsWatchedHoldSeveralPeopleThoughRowsComePersonByPerson() {
    TrainingSet data = people();
    int[] inOrder = data.validation().clone();
    int[] watched = order(data, 0).watched();
    assertThat(changes(data, inOrder)).isLessThan(changes(data, watched) * 3 / 4);
  }

  private static int changes(TrainingSet data, int[] rows) {
    return (int)
        IntStream.range(1, rows.length)
            .filter(i -> data.labels()[rows[i]] != data.labels()[rows[i - 1]])
            .count();
  }

  @Test
  void watchedRowsAreTheValidationRowsWithPartners() {
    TrainingSet data = people();
    int[] watched = order(data, 3).watched();
    List<Integer> all = Arrays.stream(watched).boxed().toList();
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all).containsAll(Arrays.stream(data.validation()).boxed().toList());
    for (int row : data.validation()) {
      long others =
          all.stream().filter(r -> r != row && data.labels()[r] == data.labels()[row]).count();
      assertThat(others).isPositive();
    }
  }

  @Test
  void aLossOverSingleImagesWatchesTheValidationRows() {
    TrainingSet data = people();
    assertThat(BatchOrder.shuffled(data).watched()).containsExactly(data.validation());
  }

  @Test
  void refusesOneImagePerPerson() {
    int[] rows = IntStream.range(0, 6).toArray();
    TrainingSet data =
        new TrainingSet(new Images(28, 28, 1, new byte[6 * 28 * 28]), rows, 6, rows, new int[0]);
    assertThatThrownBy(() -> new Dsh().train(data, 12, 1, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "dsh.together: needs two images of a person, found one image of each of 6 people");
  }
}
