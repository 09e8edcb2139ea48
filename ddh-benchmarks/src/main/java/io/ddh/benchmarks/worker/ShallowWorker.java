package io.ddh.benchmarks.worker;

import io.ddh.data.BinaryCodes;
import io.ddh.data.Features;
import io.ddh.data.HashMethod;
import io.ddh.data.Hasher;
import io.ddh.data.LabeledCodes;
import io.ddh.data.LabeledImages;
import io.ddh.data.Progress;
import io.ddh.data.Split;
import io.ddh.data.TrainingSet;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** LBP features, and the methods that learn from them, 48 bits. */
final class ShallowWorker implements Worker {
  private static final int BITS = 48;

  private final Registry registry = Registry.load();
  private final LabeledImages faces;
  private final Split split;
  private final TrainingSet images;
  private final Map<String, Hasher> hashers = new HashMap<>();
  private Features features = new Features(1, new float[0]);

  ShallowWorker(FaceFile file) throws IOException {
    faces = file.read();
    split = YoutubeFaces.split(faces);
    images = TrainingSet.of(faces.images(), faces.labels(), split);
  }

  /** {@code lbp}; {@code train METHOD}; {@code encode METHOD}, which also evaluates, untimed. */
  @Override
  public Map<String, ?> answer(List<String> request) {
    return switch (request.get(0)) {
      case "lbp" -> lbp();
      case "train" -> train(registry.row("worker", request.get(1)).method());
      case "encode" -> encode(hashers.get(request.get(1)));
      default -> throw Worker.unknown(request);
    };
  }

  private Map<String, ?> lbp() {
    long start = System.nanoTime();
    features =
        registry
            .features()
            .get("lbp")
            .train(images, 1, Progress.NONE)
            .extract(faces.images(), Progress.NONE)
            .get("lbp");
    return Map.of("images", features.size(), "seconds", Worker.since(start));
  }

  private Map<String, ?> train(HashMethod method) {
    TrainingSet data = TrainingSet.of(features, faces.labels(), split);
    long start = System.nanoTime();
    hashers.put(method.name(), method.train(data, BITS, 1, Progress.NONE));
    return Map.of("rows", data.size(), "seconds", Worker.since(start));
  }

  private Map<String, ?> encode(Hasher hasher) {
    long start = System.nanoTime();
    BinaryCodes codes = hasher.encode(features);
    double seconds = Worker.since(start);
    LabeledCodes queries = LabeledCodes.select(codes, faces.labels(), split.query());
    LabeledCodes gallery = LabeledCodes.select(codes, faces.labels(), split.gallery());
    double map =
        Evaluator.evaluate(queries, gallery, new int[0], Progress.NONE).metrics().get(Metrics.MAP);
    return Map.of("codes", codes.size(), "seconds", seconds, "map", map);
  }
}
