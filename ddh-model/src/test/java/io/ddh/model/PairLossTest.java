package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Images;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The loss of DSH pair by pair, its gradient by central differences, and its batches. */
class PairLossTest {
  private static final double STEP = 1e-6;

  private static boolean all(int row) {
    return true;
  }

  private static double naive(PairLoss loss, double[] b, int[] labels, IntPredicate judged) {
    int bits = b.length / labels.length;
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int j = i + 1; j < labels.length; j++) {
        if (judged.test(i) || judged.test(j)) {
          double d2 = 0;
          double quantization = 0;
          for (int k = 0; k < bits; k++) {
            double x = b[i * bits + k];
            double y = b[j * bits + k];
            d2 += (x - y) * (x - y);
            quantization += Math.abs(Math.abs(x) - 1) + Math.abs(Math.abs(y) - 1);
          }
          sum += labels[i] == labels[j] ? d2 / 2 : Math.max(loss.margin() - d2, 0) / 2;
          sum += loss.quantization() * quantization;
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  @ParameterizedTest
  @CsvSource({"2,1,1,1", "5,3,2,2", "17,12,4,3", "33,7,9,4"})
  void valueAndGradient(int n, int bits, int people, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(n, 0, people).toArray();
    // Outputs of both sides of ±1, and distances of both sides of the margin.
    double[] b = random.doubles((long) n * bits).map(v -> (float) (3.6 * v - 1.8)).toArray();
    float[] outputs = floats(b);
    PairLoss loss = new PairLoss(2 * bits, 0.05);
    for (IntPredicate judged : List.<IntPredicate>of(PairLossTest::all, i -> i % 3 == 0)) {
      float[] gradient = new float[b.length];
      double value = loss.value(outputs, labels, judged, gradient);
      assertThat(value).isCloseTo(naive(loss, b, labels, judged), Offset.offset(1e-4));
      for (int i = 0; i < b.length; i++) {
        double keep = b[i];
        b[i] = keep + STEP;
        double up = naive(loss, b, labels, judged);
        b[i] = keep - STEP;
        double down = naive(loss, b, labels, judged);
        b[i] = keep;
        assertThat((double) gradient[i]).isCloseTo((up - down) / (2 * STEP), Offset.offset(1e-4));
      }
    }
  }

  @Test
  void asDeeplearning4jAsks() {
    PairLoss loss = new PairLoss(4, 0.1);
    float[] outputs = {0.5f, -0.2f, 0.4f, 0.1f, -1.5f, 0.7f};
    int[] labels = {1, 1, 0};
    float[] gradient = new float[6];
    double value = loss.value(outputs, labels, PairLossTest::all, gradient);
    INDArray targets = Nd4j.createFromArray(new float[][] {{1}, {1}, {0}});
    INDArray b = Nd4j.createFromArray(outputs).reshape(3, 2);
    PairLossFunction function = new PairLossFunction(loss);
    ActivationIdentity none = new ActivationIdentity();
    assertThat(function.computeScore(targets, b, none, null, true)).isEqualTo(value);
    float[] summed = function.computeGradient(targets, b, none, null).data().asFloat();
    for (int i = 0; i < 6; i++) {
      assertThat(summed[i]).isCloseTo(3 * gradient[i], Offset.offset(1e-6f));
    }
  }

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

  private static PairObjective objective(TrainingSet data, int together) {
    return new PairObjective(data, new PairLoss(4, 0), together, new SplittableRandom(3));
  }

  @Test
  void balancedBatchesHoldAsManyImagesOfEachPerson() {
    TrainingSet data = people();
    PairObjective balanced = objective(data, 3);
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
    PairObjective plain = objective(data, 0);
    int[] rows = data.fit().clone();
    plain.arrange(rows, new SplittableRandom(5));
    assertThat(rows).containsExactlyInAnyOrder(data.fit()).isNotEqualTo(data.fit());
    assertThat(plain.watched()).containsExactlyInAnyOrder(data.validation());
  }

  @Test
  void plainBatchesOfWhatIsWatchedHoldSeveralPeopleThoughRowsComePersonByPerson() {
    TrainingSet data = people();
    int[] inOrder = data.validation().clone();
    int[] watched = objective(data, 0).watched();
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
    int[] watched = objective(data, 3).watched();
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
  void watchedLossLeavesPairsOfTrainingRowsOut() {
    TrainingSet data = people();
    PairObjective objective = objective(data, 3);
    int[] watched = objective.watched();
    int n = 20;
    double[] b = new SplittableRandom(8).doubles(n * 2L).map(v -> (float) v).toArray();
    Set<Integer> validation = Arrays.stream(data.validation()).boxed().collect(Collectors.toSet());
    int[] labels = IntStream.range(4, 4 + n).map(i -> data.labels()[watched[i]]).toArray();
    double expected =
        naive(new PairLoss(4, 0), b, labels, i -> validation.contains(watched[4 + i]));
    assertThat(objective.loss(floats(b), 4, 4 + n)).isCloseTo(n * expected, Offset.offset(1e-4));
    double all = naive(new PairLoss(4, 0), b, labels, PairLossTest::all);
    assertThat(Math.abs(all - expected)).isGreaterThan(1e-3);
  }

  private static float[] floats(double[] v) {
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = (float) v[i];
    }
    return out;
  }
}
