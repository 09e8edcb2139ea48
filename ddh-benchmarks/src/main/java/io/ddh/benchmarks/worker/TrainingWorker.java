package io.ddh.benchmarks.worker;

import io.ddh.benchmarks.kernel.TrainingStep;
import io.ddh.core.BinaryCodes;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.bench.EpochClock;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Times training and encoding of a network, 48 bits. */
final class TrainingWorker implements Worker {
  private static final int BITS = 48;

  private final Path folder;
  private final LabeledImages faces;
  private final HashMethod method;
  private Optional<Hasher> hasher = Optional.empty();
  private Optional<BinaryCodes> codes = Optional.empty();

  /**
   * Reads the faces.
   *
   * @param row method to train
   */
  TrainingWorker(FaceFile file, String row) throws IOException {
    folder = file.folder();
    faces = file.read();
    method = Registry.load().row("worker", row).method();
  }

  /**
   * {@code train IMAGES BATCH}: trains an epoch; {@code encode}: encodes all images; {@code check}:
   * writes weights, images and codes to the faces' folder for another program; {@code job EPOCHS}:
   * trains with validation as in a run and reports peak memory; {@code product N}: GFLOP/s of N
   * products of 1024×1024 matrices on all threads.
   */
  @Override
  public Map<String, ?> answer(List<String> request) throws IOException {
    return switch (request.get(0)) {
      case "train" -> train(Integer.parseInt(request.get(1)), Integer.parseInt(request.get(2)));
      case "encode" -> encode();
      case "check" -> SavedNetwork.leave(method.name(), ready(), faces, folder);
      case "product" -> Map.of("gflops", TrainingStep.product(Integer.parseInt(request.get(1))));
      case "job" -> job(Integer.parseInt(request.get(1)));
      default -> throw Worker.unknown(request);
    };
  }

  /** Two epochs, of which the first builds the network and warms up: the seconds of the second. */
  private Map<String, ?> train(int images, int batch) {
    TrainingSet data = FaceJob.training(faces, images);
    EpochClock clock = new EpochClock(2);
    trained(data, Map.of("epochs", 2, "batch", batch), clock);
    return Map.of("images", images, "seconds", clock.seconds()[1]);
  }

  /** Trained on one image per person. */
  private Hasher ready() {
    if (hasher.isEmpty()) {
      TrainingSet some = FaceJob.training(faces, faces.identities().size());
      hasher = Optional.of(trained(some, Map.of("epochs", 1), Progress.NONE));
    }
    return hasher.orElseThrow();
  }

  private Map<String, ?> encode() {
    Hasher ready = ready();
    long start = System.nanoTime();
    BinaryCodes now = ready.encode(faces.images());
    double seconds = Worker.since(start);
    if (now.size() != faces.size() || !codes.orElse(now).equals(now)) {
      throw new IllegalStateException("wrong codes: " + now);
    }
    codes = Optional.of(now);
    return Map.of(
        "images", now.size(),
        "seconds", seconds,
        "parameters", ready.facts().get("parameters"),
        "bits", now.bits());
  }

  private Hasher trained(TrainingSet data, Map<String, Object> given, Progress progress) {
    Settings settings = Settings.of("worker", method.defaults(), given);
    return method.configure(settings).train(data, BITS, 1, progress);
  }

  private Map<String, ?> job(int epochs) {
    TrainingSet data = Job.of(faces, Job.YOUTUBE_FACES).data(faces.images());
    long start = System.nanoTime();
    Hasher ready = trained(data, Map.of("epochs", epochs), Progress.NONE);
    return Map.of(
        "images", data.size(),
        "people", data.identities(),
        "bits", ready.bits(),
        "heapMb", Runtime.getRuntime().maxMemory() >> 20,
        "seconds", Worker.since(start),
        "peakMb", Platform.peakMemoryMb());
  }
}
