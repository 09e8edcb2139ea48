package io.ddh.benchmarks.worker;

import io.ddh.benchmarks.kernel.TrainingStep;
import io.ddh.core.LabeledImages;
import io.ddh.experiments.bench.FaceJob;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Times the parts of a training step. */
final class StepWorker implements Worker {
  private final TrainingStep step;

  StepWorker(FaceFile file) throws IOException {
    LabeledImages faces = file.read();
    step = new TrainingStep(FaceJob.training(faces, faces.size()));
  }

  /**
   * {@code parts N}: milliseconds of each part, mean of N steps; {@code whole N}: milliseconds of a
   * whole step as in training; {@code product N}: GFLOP/s of N products of 1024×1024 matrices.
   */
  @Override
  public Map<String, ?> answer(List<String> request) {
    int n = Integer.parseInt(request.get(1));
    return switch (request.get(0)) {
      case "parts" -> step.parts(n);
      case "whole" -> Map.of("ms", step.whole(n));
      case "product" -> Map.of("gflops", TrainingStep.product(n));
      default -> throw Worker.unknown(request);
    };
  }
}
