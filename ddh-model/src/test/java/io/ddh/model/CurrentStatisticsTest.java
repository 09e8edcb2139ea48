package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.faces.FacesReader;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Initialization;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loss and top-1 of the training rows as evaluation sees them, beside those with exact statistics:
 * all rows as one batch. There are more rows than are pooled.
 */
class CurrentStatisticsTest {
  private static final int PEOPLE = 30;
  private static final int BATCH = 64;
  private static final Lanes LANES = new Lanes(2);
  private static final LabeledImages FACES = faces();
  private static final int[] ROWS = IntStream.range(0, FACES.size()).toArray();

  private final BatchFiller filler =
      new BatchFiller(FACES.images(), Scaling.of(FACES.images(), ROWS), LANES);

  /** Of all rows. */
  private record Quality(double loss, double top1) {}

  private static LabeledImages faces() {
    FacesReader reader = new FacesReader();
    Map<String, Integer> size = Map.of("people", PEOPLE, "images", 40);
    Settings settings = Settings.of("test", reader.defaults(), size);
    return reader.read("faces", settings, Path.of(""), Progress.NONE).images();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40})
  void evaluationSeesTheWeightsAtHand(int steps) {
    Images images = FACES.images();
    ComputationGraph net =
        new Networks(
                new Networks.Shape(images.height(), images.channels()),
                Initialization.FAN_IN,
                7,
                LANES)
            .ddh(new DdhShape(4, true, 0.01, false), 48, PEOPLE, 1e-3, 2e-4);
    Blas.singleThreaded(
        () -> {
          train(net, steps);
          Quality lagging = quality(net, false);
          new CurrentStatistics(net, filler, ROWS, new SplittableRandom(1)).take();
          Quality seen = quality(net, false);
          Quality exact = quality(net, true);
          assertThat(exact.top1()).as("it learns").isGreaterThan(2.0 / PEOPLE);
          assertThat(seen.loss()).isCloseTo(exact.loss(), Percentage.withPercentage(2));
          assertThat(seen.top1()).isCloseTo(exact.top1(), Percentage.withPercentage(2));
          assertThat(Math.abs(lagging.loss() / exact.loss() - 1))
              .as("running averages of the last steps are further off")
              .isGreaterThan(Math.abs(seen.loss() / exact.loss() - 1));
          return steps;
        });
  }

  private void train(ComputationGraph net, int steps) {
    GraphStep step = new GraphStep(net, LANES);
    SplittableRandom random = new SplittableRandom(3);
    for (int s = 0; s < steps; s++) {
      int[] rows = random.ints(BATCH, 0, FACES.size()).toArray();
      INDArray x = filler.input(BATCH);
      INDArray y = Nd4j.create(DataType.FLOAT, BATCH, 2);
      filler.fill(rows, 0, BATCH, OffHeap.of(x).buffer());
      for (int i = 0; i < BATCH; i++) {
        y.putScalar(i, 0, FACES.labels()[rows[i]]);
      }
      step.fit(x, y);
    }
  }

  private Quality quality(ComputationGraph net, boolean exact) {
    INDArray x = filler.input(ROWS.length);
    filler.fill(ROWS, 0, ROWS.length, OffHeap.of(x).buffer());
    float[] outputs = OffHeap.values(OffHeap.contiguousOrCopy(net.outputSingle(exact, x)));
    double[] likelihoods = FastNetwork.softmax(net, outputs, ROWS.length);
    double loss = 0;
    double right = 0;
    for (int i = 0; i < ROWS.length; i++) {
      int at = i * PEOPLE;
      double own = likelihoods[at + FACES.labels()[i]];
      loss -= Math.log(own);
      right += IntStream.range(0, PEOPLE).noneMatch(c -> likelihoods[at + c] > own) ? 1 : 0;
    }
    return new Quality(loss / ROWS.length, right / ROWS.length);
  }
}
