package io.ddh.data.faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The data must tell methods apart: the nearest neighbour on raw pixels may be neither lost nor
 * enough. 100 people × 45 images, 5 random queries a person, the other 40 are searched. Chance is 1
 * %. The images and the draw are fixed, so the test has no false alarms.
 */
class FacesHardnessTest {
  private static final int PEOPLE = 100;
  private static final int IMAGES = 45;
  private static final int QUERIES = 5;
  private static final int CHUNK = 256;

  @ParameterizedTest
  @CsvSource({"wild, .15, .70", "video, .50, .95"})
  void nearestNeighbourOnPixels(String preset, double low, double high) {
    long start = System.nanoTime();
    LabeledImages faces = FacesReaderTest.read(Map.of("preset", preset)).images();
    double millis = (System.nanoTime() - start) / 1e6 / faces.size();
    double right = identified(faces);
    System.out.printf(
        Locale.ROOT,
        "faces %s: %.2f ms a face on %d cores; nearest neighbour on pixels identifies %.3f%n",
        preset,
        millis,
        Runtime.getRuntime().availableProcessors(),
        right);
    assertThat(right).isBetween(low, high);
  }

  private static double identified(LabeledImages faces) {
    Random random = new Random(7);
    int[] queries =
        IntStream.range(0, PEOPLE)
            .flatMap(p -> drawn(p, random).stream().mapToInt(i -> i))
            .toArray();
    boolean[] isQuery = new boolean[faces.size()];
    for (int query : queries) {
      isQuery[query] = true;
    }
    int length = faces.images().imageLength();
    int[][] rows = new int[faces.size()][length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < length; j++) {
        rows[i][j] = faces.images().pixels()[i * length + j] & 0xff;
      }
    }
    AtomicInteger right = new AtomicInteger();
    Parallel.blocks(
        queries.length,
        10,
        (from, to) -> {
          for (int q = from; q < to; q++) {
            int nearest = nearest(rows, queries[q], isQuery);
            if (faces.labels()[nearest] == faces.labels()[queries[q]]) {
              right.incrementAndGet();
            }
          }
        });
    return right.get() / (double) queries.length;
  }

  private static List<Integer> drawn(int person, Random random) {
    List<Integer> rows =
        IntStream.range(person * IMAGES, (person + 1) * IMAGES)
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(rows, random);
    return rows.subList(0, QUERIES);
  }

  private static int nearest(int[][] rows, int query, boolean[] isQuery) {
    int best = Integer.MAX_VALUE;
    int nearest = -1;
    for (int row = 0; row < rows.length; row++) {
      if (isQuery[row]) {
        continue;
      }
      int distance = 0;
      for (int at = 0; at < rows[row].length && distance < best; at += CHUNK) {
        distance += squaredDistance(rows[query], rows[row], at);
      }
      if (distance < best) {
        best = distance;
        nearest = row;
      }
    }
    return nearest;
  }

  private static int squaredDistance(int[] a, int[] b, int from) {
    int sum = 0;
    for (int i = from; i < from + CHUNK; i++) {
      int difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
