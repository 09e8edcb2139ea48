package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.layer.Initialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

/**
 * The trainer against a slow loop: 28 images in shuffled batches of 5, 6, 5, 6, 6, then 8
 * validation images, which the trainer takes 6 and 2 at a time and the slow loop one by one.
 */
class TrainerParityTest {
  private static final Toy TOY = Toy.of(4, 9, 21);
  private static final int BATCH = 6;
  private static final int EPOCHS = 3;
  private static final double RATE = 1e-3;
  private static final double ALPHA = 2e-4;
  private static final long SEED = 77;
  private static final NaiveNetwork.Shape SHAPE =
      new NaiveNetwork.Shape(32, 3, 24, 8, true, 0.05, 4);

  /** After fifteen steps of Adam in float; a wrong batch moves the losses by more than 0.01. */
  private static final double LOSS = 1e-3;

  private record Epoch(double loss, double validation, Map<String, double[]> values) {}

  @Test
  void lossesAndWeightsAreTheSlowLoops() {
    TrainingSet data = TOY.training();
    assertThat(data.fit()).hasSize(28);
    assertThat(data.validation()).hasSize(8);
    Scaling scaling = Scaling.of(data.images(), data.fit());
    Networks networks =
        new Networks(new Networks.Shape(32, 3), Initialization.FAN_IN, 5, new Lanes(2));
    ComputationGraph net = networks.ddh(new DdhShape(3, true, 0.05, true), 8, 4, RATE, ALPHA);
    NaiveNetwork naive = new NaiveNetwork(SHAPE, new FastNetwork(SHAPE, net, 2).values());

    Recipe recipe =
        new Recipe(
            EPOCHS,
            EPOCHS,
            0,
            BATCH,
            RATE,
            ALPHA,
            Initialization.FAN_IN,
            Augmentation.NONE,
            Schedule.CONSTANT,
            false);
    List<double[]> reported = new ArrayList<>();
    Progress progress = (line, done, total) -> reported.add(losses(line));
    Trainer.Outcome outcome =
        new Trainer(run(data, recipe, new Lanes(2)), BatchOrder.shuffled(data), SEED, progress)
            .train(net, new Checkpoints(CheckpointStore.none(1), "none", Map.of()));

    List<Epoch> slow = slowLoop(naive, data, scaling.table());
    assertThat(reported).hasSize(EPOCHS);
    int best = 0;
    for (int e = 0; e < EPOCHS; e++) {
      // four digits are reported
      assertThat(reported.get(e)[0]).isCloseTo(slow.get(e).loss, Offset.offset(LOSS));
      assertThat(reported.get(e)[1]).isCloseTo(slow.get(e).validation, Offset.offset(LOSS));
      best = slow.get(e).validation < slow.get(best).validation ? e : best;
    }
    assertThat(outcome.state().bestEpoch()).isEqualTo(best + 1);
    assertThat(outcome.state().bestLoss())
        .isCloseTo(slow.get(best).validation, Offset.offset(LOSS));
    assertClose(new FastNetwork(SHAPE, net, 2).values(), slow.get(best).values);
  }

  static TrainingRun run(TrainingSet data, Recipe recipe, Lanes lanes) {
    return new TrainingRun(
        data,
        new Networks.Shape(32, 3),
        lanes,
        recipe,
        Scaling.of(data.images(), data.fit()),
        Settings.of("test", Map.of(), Map.of()),
        CheckpointStore.none(1),
        SEED);
  }

  /** Mean difference of a tensor's entries: at most a tenth of one step. */
  private static void assertClose(Map<String, double[]> found, Map<String, double[]> expected) {
    expected.forEach(
        (name, values) -> {
          double sum = 0;
          for (int i = 0; i < values.length; i++) {
            sum += Math.abs(values[i] - found.get(name)[i]);
          }
          assertThat(sum / values.length).as(name).isLessThan(0.1 * RATE);
        });
  }

  private static double[] losses(String line) {
    Matcher m = Pattern.compile("loss (\\S+) validation (\\S+)").matcher(line);
    assertThat(m.find()).as(line).isTrue();
    return new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))};
  }

  private static List<Epoch> slowLoop(NaiveNetwork net, TrainingSet data, float[] table) {
    List<Epoch> out = new ArrayList<>();
    int[] rows = data.fit().clone();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      shuffle(rows, Seeds.derive(SEED, "epoch", epoch));
      double sum = 0;
      int from = 0;
      for (int size : new int[] {5, 6, 5, 6, 6}) {
        int[] batch = Arrays.copyOfRange(rows, from, from + size);
        sum +=
            size * net.step(pixels(data.images(), batch, table), labels(data, batch), RATE, ALPHA);
        from += size;
      }
      net.takeStatistics(pixels(data.images(), data.fit(), table), data.fit().length);
      double validation = 0;
      for (int row : data.validation()) {
        int[] one = {row};
        double[] likelihoods = net.infer(pixels(data.images(), one, table), 1);
        validation += net.meanLoss(likelihoods, labels(data, one));
      }
      Map<String, double[]> values = new LinkedHashMap<>();
      net.values().forEach((name, v) -> values.put(name, v.clone()));
      out.add(new Epoch(sum / rows.length, validation / data.validation().length, values));
    }
    return out;
  }

  private static void shuffle(int[] rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int keep = rows[i];
      rows[i] = rows[j];
      rows[j] = keep;
    }
  }

  private static int[] labels(TrainingSet data, int[] rows) {
    return Arrays.stream(rows).map(row -> data.labels()[row]).toArray();
  }

  private static double[] pixels(Images images, int[] rows, float[] table) {
    int length = images.imageLength();
    double[] out = new double[rows.length * length];
    for (int i = 0; i < out.length; i++) {
      out[i] = table[images.pixels()[rows[i / length] * length + i % length] & 0xff];
    }
    return out;
  }
}
