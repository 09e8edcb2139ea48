package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreTest {
  private static boolean[] bits(double[] scores) {
    boolean[] bits = new boolean[scores.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = scores[i] > 0;
    }
    return bits;
  }

  @Test
  void theWeightFoundIsTheBestOfAllWeights() {
    Random random = new Random(1);
    int moved = 0;
    for (int n : new int[] {2, 3, 8, 21}) {
      for (int trial = 0; trial < 60; trial++) {
        BrePairs pairs = BrePairs.nearAndFar(random.doubles(3L * n, -1, 1).toArray(), 3, 4);
        BreWeight search = new BreWeight(pairs, random.doubles(pairs.size(), -1, 1).toArray());
        double[] kernel = random.doubles(n, -1, 1).toArray();
        if (trial % 2 == 0) {
          kernel[1] = 0; // this sample's bit does not depend on the weight
        }
        if (trial % 3 == 0) {
          kernel[n - 1] = kernel[0]; // …and these two change together
        }
        double weight = random.nextDouble() - 0.5;
        double[] rest = random.doubles(n, -1, 1).toArray();
        rest[n - 1] = trial % 3 == 0 ? rest[0] : rest[n - 1];
        double[] scores = new double[n];
        Arrays.setAll(scores, i -> rest[i] + weight * kernel[i]);
        double before = search.cut(bits(scores));
        double found = search.minimise(weight, kernel, scores);
        double after = search.cut(bits(scores));
        double smallest = before;
        double[] thresholds =
            IntStream.range(0, n)
                .filter(i -> kernel[i] != 0)
                .mapToDouble(i -> -rest[i] / kernel[i])
                .sorted()
                .toArray();
        for (int t = -1; t < thresholds.length; t++) {
          double low = t < 0 ? thresholds[0] - 2 : thresholds[t];
          double high = t + 1 < thresholds.length ? thresholds[t + 1] : low + 2;
          double w = (low + high) / 2;
          double[] at = new double[n];
          Arrays.setAll(at, i -> rest[i] + w * kernel[i]);
          if (high - low > 1e-9) {
            smallest = Math.min(smallest, search.cut(bits(at)));
          }
        }
        assertThat(after).isEqualTo(smallest, within(1e-8));
        assertThat(after).isLessThanOrEqualTo(before);
        for (int i = 0; i < n; i++) {
          assertThat(scores[i]).isEqualTo(rest[i] + found * kernel[i], within(1e-12));
        }
        moved += found == weight ? 0 : 1;
      }
    }
    assertThat(moved).isBetween(60, 239);
  }

  @Test
  void eachSampleIsPairedWithItsNearestAndItsFarthest() {
    int n = 40;
    int d = 3;
    double[] u = new Random(5).doubles((long) n * d, -1, 1).toArray();
    double[][] distance = new double[n][n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < d; l++) {
          distance[i][j] += Math.pow(u[i * d + l] - u[j * d + l], 2) / 2;
        }
        largest = Math.max(largest, distance[i][j]);
      }
    }
    BrePairs pairs = BrePairs.nearAndFar(u, d, 5);
    assertThat(pairs.size()).isEqualTo(5 * n);
    assertThat(Arrays.stream(pairs.target()).max()).hasValue(1);
    int[] touched = new int[pairs.size()];
    for (int i = 0; i < n; i++) {
      int self = i;
      double[] sorted =
          IntStream.range(0, n)
              .filter(j -> j != self)
              .mapToDouble(j -> distance[self][j])
              .sorted()
              .toArray();
      double[] expected = {sorted[0], sorted[1], sorted[2], sorted[n - 3], sorted[n - 2]};
      for (int p = 0; p < 5; p++) {
        int e = 5 * i + p;
        assertThat(pairs.first()[e]).isEqualTo(i);
        assertThat(pairs.target()[e]).isEqualTo(expected[p] / largest, within(1e-12));
        assertThat(distance[i][pairs.second()[e]]).isEqualTo(expected[p], within(1e-12));
      }
      for (int t = pairs.start()[i]; t < pairs.start()[i + 1]; t++) {
        int e = pairs.touching()[t];
        assertThat(i).isIn(pairs.first()[e], pairs.second()[e]);
        assertThat(pairs.other(e, i))
            .isEqualTo(pairs.first()[e] == i ? pairs.second()[e] : pairs.first()[e]);
        touched[e]++;
      }
    }
    assertThat(touched).containsOnly(2);
    BrePairs all = BrePairs.nearAndFar(u, d, 1_000);
    assertThat(all.size()).isEqualTo(n * (n - 1));
    for (int i = 0; i < n; i++) {
      assertThat(Arrays.copyOfRange(all.second(), i * (n - 1), (i + 1) * (n - 1)))
          .doesNotHaveDuplicates()
          .doesNotContain(i);
    }
  }

  @Test
  void drawnPartnersAreDifferentOthersAtTheirDistance() {
    int n = 30;
    double[] u = new Random(6).doubles(2L * n, -1, 1).toArray();
    BrePairs all = BrePairs.drawn(u, 2, 1_000, 4);
    assertThat(all.size()).isEqualTo(n * (n - 1));
    double[][] target = new double[n][n];
    for (int e = 0; e < all.size(); e++) {
      target[all.first()[e]][all.second()[e]] = all.target()[e];
    }
    BrePairs near = BrePairs.nearAndFar(u, 2, 1_000);
    for (int e = 0; e < near.size(); e++) {
      assertThat(target[near.first()[e]][near.second()[e]]).isEqualTo(near.target()[e]);
    }
    BrePairs some = BrePairs.drawn(u, 2, 7, 4);
    int[] chosen = new int[n];
    for (int i = 0; i < n; i++) {
      int[] partners = Arrays.copyOfRange(some.second(), 7 * i, 7 * i + 7);
      assertThat(partners).doesNotHaveDuplicates().doesNotContain(i);
      for (int j : partners) {
        chosen[j]++;
      }
    }
    for (int count : chosen) {
      assertThat(count).isBetween(1, 16); // 7 on average
    }
    assertThat(some.second()).isNotEqualTo(BrePairs.drawn(u, 2, 7, 5).second());
  }

  @Test
  void theObjectiveIsThatOfTheCodesAndFallsToTheEnd() {
    int n = 150;
    int d = 8;
    int bits = 10;
    Features x = Samples.classes(n, d, 4, 0.7, 2);
    float[] mean = Rows.mean(x);
    double[] u = BreMethod.unit(x, mean);
    BrePairs pairs = BrePairs.nearAndFar(u, d, 20);
    int[][] basis = new int[bits][];
    double[][] weights = new double[bits][];
    Random random = new Random(3);
    for (int k = 0; k < bits; k++) {
      basis[k] = Rows.draw(n, 7, k);
      weights[k] = random.doubles(7, -1, 1).toArray();
    }
    BreTrainer trainer = new BreTrainer(u, d, pairs, basis, weights, 0.1);
    BreTrainer.Result result = trainer.train(Progress.NONE);
    double[] objective = result.objective();
    for (int t = 1; t < objective.length; t++) {
      double decrease = objective[t - 1] - objective[t];
      if (t < objective.length - 1) {
        assertThat(decrease).isGreaterThan(0.1);
      } else {
        assertThat(decrease).isBetween(0.0, 0.1);
      }
    }
    assertThat(objective[objective.length - 1]).isLessThan(0.5 * objective[0]);
    float[] planes = new float[bits * d];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (float) result.planes()[i];
    }
    BinaryCodes codes = new BreMethod().hasher(new AffineMap(mean, planes), Map.of()).encode(x);
    double value = 0;
    for (int e = 0; e < pairs.size(); e++) {
      int apart = codes.distance(pairs.first()[e], codes, pairs.second()[e]);
      value += Math.pow(pairs.target()[e] - apart / (double) bits, 2);
    }
    assertThat(value).isEqualTo(objective[objective.length - 1], within(1e-9));
    assertThat(trainer.objective()).isEqualTo(objective[objective.length - 1]);
  }

  @Test
  void rowsAreCentredAndOfUnitLength() {
    Features x = new Features(2, new float[] {4, 5, 1, 1, 1, 2});
    assertThat(BreMethod.unit(x, new float[] {1, 1}))
        .containsExactly(new double[] {0.6, 0.8, 0, 0, 0, 1}, within(1e-15));
  }

  @Test
  void rowsThatAreAllTheSameAreRefused() {
    Features x = new Features(3, new float[30]);
    assertThatThrownBy(() -> new BreMethod().train(Samples.training(x, 2), 4, 1, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features must not be the same in all training rows");
  }
}
