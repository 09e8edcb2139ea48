package io.ddh.benchmarks.worker;

import io.ddh.core.AtomicFile;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.bench.BenchCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Evaluates synthetic codes at the paper's size; also writes them to files for the other side. */
final class EvaluationWorker implements Worker {
  private static final int BITS = 48;
  private static final int PEOPLE = 1_595;
  private static final int[] CUTOFFS = {100, 500, 1_000};

  private final LabeledCodes gallery = BenchCodes.draw(40 * PEOPLE, BITS, PEOPLE, 1);
  private final LabeledCodes queries = BenchCodes.draw(5 * PEOPLE, BITS, PEOPLE, 2);

  /**
   * Draws the codes.
   *
   * @param folder receives {@code gallery} and {@code queries}: per item two little-endian longs,
   *     the code and the label
   */
  EvaluationWorker(Path folder) throws IOException {
    write(folder.resolve("gallery"), gallery);
    write(folder.resolve("queries"), queries);
  }

  private static void write(Path file, LabeledCodes items) throws IOException {
    ByteBuffer out =
        ByteBuffer.allocate(items.size() * 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < items.size(); i++) {
      out.putLong(items.codes().words()[i]).putLong(items.labels()[i]);
    }
    AtomicFile.write(file, to -> to.write(out.array()));
  }

  /** {@code evaluate}: all queries; {@code evaluate N}: the first N. */
  @Override
  public Map<String, ?> answer(List<String> request) {
    if (!request.get(0).equals("evaluate")) {
      throw Worker.unknown(request);
    }
    LabeledCodes selected = queries;
    if (request.size() > 1) {
      int[] rows = IntStream.range(0, Integer.parseInt(request.get(1))).toArray();
      selected = LabeledCodes.select(queries.codes(), queries.labels(), rows);
    }
    long start = System.nanoTime();
    Evaluation result = Evaluator.evaluate(selected, gallery, CUTOFFS, Progress.NONE);
    double seconds = Worker.since(start);
    return Map.of(
        "queries", selected.size(),
        "gallery", gallery.size(),
        "seconds", seconds,
        "map", result.metrics().get(Metrics.MAP),
        "low", result.metrics().get(Metrics.MAP_LOW),
        "high", result.metrics().get(Metrics.MAP_HIGH));
  }
}
