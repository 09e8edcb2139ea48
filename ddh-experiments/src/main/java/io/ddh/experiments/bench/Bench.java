package io.ddh.experiments.bench;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.LabeledCodes;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.registry.Registry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Measures the rates of training, encoding, evaluation and LBP extraction, in units per second.
 * Each measurement warms up first and returns one rate per round. Every result is checked; a wrong
 * result throws an {@code IllegalStateException}.
 *
 * @param registry methods, features and readers to choose from
 * @param rounds number of timed rounds of each measurement, at least 1
 */
public record Bench(Registry registry, int rounds) {
  private static final int BITS = 48;
  private static final int CELL_BINS = 59;
  private static final int SLICE_QUERIES = 20;
  private static final int SLICE_GALLERY = 2_000;

  /**
   * A trained method and its training rates.
   *
   * @param hasher hasher that resulted from the training
   * @param perSecond training rate in each timed epoch, in images per second
   */
  public record Trained(Hasher hasher, double[] perSecond) {}

  /**
   * Trains one epoch to warm up, then one timed epoch per round.
   *
   * @param row name of the row to train; it must learn from pixels and have epochs
   * @param faces images to train on, sorted by person, the same number of each person
   * @param images number of images in an epoch, at least the number of people and at most the
   *     number of faces
   * @return the trained method and its rates
   * @throws BadInputException if the row is unknown, takes features or has no epochs
   */
  public Trained train(String row, LabeledImages faces, int images) {
    HashMethod method = registry.row("--method", row).method();
    if (!method.features().isEmpty() || !method.defaults().containsKey("epochs")) {
      throw new BadInputException(
          "--method: '"
              + row
              + "' is not trained in epochs over images; valid: networks such as ddh");
    }
    int epochs = rounds + 1;
    Map<String, Object> given = Map.of("epochs", epochs);
    TrainingSet data = FaceJob.training(faces, images);
    EpochClock clock = new EpochClock(epochs);
    Settings settings = Settings.of("bench", method.defaults(), given);
    Hasher hasher = method.configure(settings).train(data, BITS, 1, clock);
    double[] seconds = clock.seconds();
    require(seconds.length == epochs, "%d epochs ran instead of %d", seconds.length, epochs);
    double[] timed = Arrays.copyOfRange(seconds, 1, epochs);
    return new Trained(hasher, Arrays.stream(timed).map(s -> images / s).toArray());
  }

  /**
   * Measures how fast images that are already in memory are encoded into packed codes.
   *
   * @param hasher a trained hasher
   * @param faces images to encode, sorted by person, the same number of each person
   * @return images per second, one value per round
   */
  public double[] encode(Hasher hasher, LabeledImages faces) {
    Images images = faces.images();
    BinaryCodes first = hasher.encode(images);
    boolean right = first.size() == images.size() && first.bits() == hasher.bits();
    require(right, "the hasher returned %s for %d images", first, images.size());
    double map = ownMap(first, faces);
    double chance = 1.0 / faces.identities().size();
    require(map > 2 * chance, "the codes' MAP %.4f is no better than that of random codes", map);
    return rates(
        images.size(),
        () -> hasher.encode(images),
        codes -> require(codes.equals(first), "encoding twice gave different codes"));
  }

  /**
   * Returns the mean average precision when the queries are the first images of up to 200 people
   * and the gallery consists of all images.
   */
  private static double ownMap(BinaryCodes codes, LabeledImages faces) {
    int people = faces.identities().size();
    int each = faces.size() / people;
    int[] queries = IntStream.range(0, Math.min(200, people)).map(i -> i * each).toArray();
    LabeledCodes queryCodes = LabeledCodes.select(codes, faces.labels(), queries);
    return map(queryCodes, new LabeledCodes(codes, faces.labels()));
  }

  private static double map(LabeledCodes queries, LabeledCodes gallery) {
    var result = Evaluator.evaluate(queries, gallery, new int[0], Progress.NONE);
    return result.metrics().get(Metrics.MAP);
  }

  /**
   * Measures how fast all metrics of random codes of 48 bits are computed.
   *
   * @param queries number of queries, at least 1
   * @param gallery number of gallery codes, at least 1
   * @param people number of people among whom the codes are divided
   * @return evaluation rates, one per round, in pairs per second; a pair is a query and a gallery
   *     code
   */
  public double[] evaluate(int queries, int gallery, int people) {
    LabeledCodes items = BenchCodes.draw(gallery, BITS, people, 1);
    LabeledCodes queryCodes = BenchCodes.draw(queries, BITS, people, 2);
    LabeledCodes few = BenchCodes.draw(Math.min(queries, SLICE_QUERIES), BITS, 50, 3);
    LabeledCodes some = BenchCodes.draw(Math.min(gallery, SLICE_GALLERY), BITS, 50, 4);
    double fast = map(few, some);
    double slow = NaiveMap.of(few, some);
    require(Math.abs(fast - slow) < 1e-12, "MAP %s, expected %s", fast, slow);
    int[] cutoffs = Evaluator.fitting(new int[] {100, 500, 1000}, gallery);
    return rates(
        (double) queries * gallery,
        () -> Evaluator.evaluate(queryCodes, items, cutoffs, Progress.NONE),
        result -> require(result.withoutRelevant() == 0, "some queries have no relevant item"));
  }

  /**
   * Extracts LBP features.
   *
   * @param faces images to extract from, sorted by person, the same number of each person
   * @return images per second, one value per round
   */
  public double[] lbp(LabeledImages faces) {
    Images images = faces.images();
    TrainingSet data = FaceJob.training(faces, faces.size());
    FeatureExtractor lbp = registry.features().get("lbp").train(data, 1, Progress.NONE);
    return rates(
        images.size(),
        () -> lbp.extract(images, Progress.NONE).get("lbp"),
        features -> checkHistograms(features, images.size()));
  }

  private static void checkHistograms(Features features, int images) {
    require(features.size() == images, "%d feature vectors for %d images", features.size(), images);
    float[] values = features.values();
    for (int cell = 0; cell < values.length; cell += CELL_BINS) {
      double sum = 0;
      for (int b = cell; b < cell + CELL_BINS; b++) {
        sum += values[b];
      }
      require(Math.abs(sum - 1) < 1e-4, "histogram %d sums to %s", cell / CELL_BINS, sum);
    }
  }

  /**
   * Measures the rate of some work in units per second, one value per round. The first call is a
   * warm-up. The time to check the results is not counted.
   */
  private <T> double[] rates(double units, Supplier<T> work, Consumer<T> check) {
    check.accept(work.get());
    double[] out = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      T result = work.get();
      out[round] = units / ((System.nanoTime() - start) / 1e9);
      check.accept(result);
    }
    return out;
  }

  private static void require(boolean right, String message, Object... arguments) {
    if (!right) {
      throw new IllegalStateException("bench: " + String.format(Locale.ROOT, message, arguments));
    }
  }
}
