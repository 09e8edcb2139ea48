package io.ddh.benchmarks.worker;

import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Times LBP features and the methods that learn from them, 48 bits. */
final class ShallowWorker implements Worker {
  private final Registry registry = Registry.load();
  private final LabeledImages faces;
  private final Job job;
  private final Map<String, Hasher> hashers = new HashMap<>();
  private Features features = new Features(1, new float[0]);

  ShallowWorker(FaceFile file) throws IOException {
    faces = file.read();
    job = Job.of(faces, Job.YOUTUBE_FACES);
  }

  /** {@code lbp}; {@code train METHOD}; {@code encode METHOD}, which also evaluates, untimed. */
  @Override
  public Map<String, ?> answer(List<String> request) {
    return switch (request.get(0)) {
      case "lbp" -> lbp();
      case "train" -> train(registry.row("worker", request.get(1)).method());
      case "encode" -> job.encode(hashers.get(request.get(1)), features);
      default -> throw Worker.unknown(request);
    };
  }

  private Map<String, ?> lbp() {
    long start = System.nanoTime();
    features =
        registry
            .features()
            .get("lbp")
            .train(job.data(faces.images()), 1, Progress.NONE)
            .extract(faces.images(), Progress.NONE)
            .get("lbp");
    return Map.of("images", features.size(), "seconds", Worker.since(start));
  }

  private Map<String, ?> train(HashMethod method) {
    TrainingSet data = job.data(features);
    long start = System.nanoTime();
    hashers.put(method.name(), method.train(data, Job.BITS, 1, Progress.NONE));
    return Map.of("rows", data.size(), "seconds", Worker.since(start));
  }
}
