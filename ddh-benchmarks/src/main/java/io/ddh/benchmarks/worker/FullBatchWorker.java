package io.ddh.benchmarks.worker;

import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Memory of methods that learn from all vectors at once, on synthetic vectors of LBP's length. */
final class FullBatchWorker implements Worker {
  private static final int DIMENSION = 236;
  private static final double SCATTER = 0.5;

  /**
   * For FastH, whose memory is either allocated for all bits at the start or freed after each bit:
   * only the trees of a bit remain, some 40 KB. So a few bits with few trees have the same peak.
   */
  private static final int FEW_BITS = 4;

  private static final int FEW_TREES = 20;

  private final int[] labels;
  private final Features vectors;

  /** Draws a mean per person in the unit cube and vectors around it. */
  FullBatchWorker(int count, int people) {
    labels = IntStream.range(0, count).map(i -> i % people).toArray();
    SplittableRandom random = new SplittableRandom(Seeds.derive(1, "full-batch"));
    float[] means = new float[people * DIMENSION];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) random.nextDouble();
    }
    float[] values = new float[Math.multiplyExact(count, DIMENSION)];
    for (int i = 0; i < values.length; i++) {
      int mean = labels[i / DIMENSION] * DIMENSION + i % DIMENSION;
      values[i] = means[mean] + (float) (SCATTER * random.nextDouble());
    }
    vectors = new Features(DIMENSION, values);
  }

  /** {@code train METHOD}. */
  @Override
  public Map<String, ?> answer(List<String> request) {
    if (!request.get(0).equals("train")) {
      throw Worker.unknown(request);
    }
    HashMethod method = Registry.load().row("worker", request.get(1)).method();
    int bits = Job.BITS;
    if (method.defaults().containsKey("trees")) {
      bits = FEW_BITS;
      method =
          method.configure(Settings.of("worker", method.defaults(), Map.of("trees", FEW_TREES)));
    }
    int[] rows = IntStream.range(0, labels.length).toArray();
    int people = (int) Arrays.stream(labels).distinct().count();
    Split split = new Split("made up", 1, rows, new int[0], new int[0], rows, people, List.of());
    TrainingSet data = TrainingSet.of(vectors, labels, split);
    long start = System.nanoTime();
    Hasher hasher = method.train(data, bits, 1, Progress.NONE);
    return Map.of(
        "rows", data.size(),
        "dimension", DIMENSION,
        "people", data.identities(),
        "bits", hasher.bits(),
        "train", Worker.since(start),
        "peakMb", Platform.peakMemoryMb());
  }
}
