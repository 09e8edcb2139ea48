package io.ddh.benchmarks.worker;

import io.ddh.core.BadInputException;
import io.ddh.experiments.bench.MemoryMarks;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs a sweep like {@code ddh run} in one process and reports memory after each cell. */
final class LoadWorker implements Worker {
  private final Path folder;

  /** Uses the folder for results and rendered faces. */
  LoadWorker(Path folder) {
    this.folder = folder;
  }

  /** {@code sweep PEOPLE IMAGES METHOD,…}: replies {@code resident CELL} and {@code live CELL}. */
  @Override
  public Map<String, ?> answer(List<String> request) throws IOException {
    if (!request.get(0).equals("sweep")) {
      throw Worker.unknown(request);
    }
    String yaml =
        yaml(request.get(3), Integer.parseInt(request.get(1)), Integer.parseInt(request.get(2)));
    Registry registry = Registry.load();
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).read("load", yaml, "load", List.of());
    Plan plan = Plan.of(experiments, experiments.profile("load"), registry, "");
    MemoryMarks memory = new MemoryMarks();
    new Runner(registry, folder.resolve("results"), folder.resolve("work"), true, List.of(), memory)
        .run(plan);
    Map<String, Object> out = new LinkedHashMap<>();
    for (MemoryMarks.Mark mark : memory.marks()) {
      if (!mark.done()) {
        throw new BadInputException("cell " + mark.cell() + " failed");
      }
      out.put("resident " + mark.cell(), mark.residentMb());
      out.put("live " + mark.cell(), mark.liveMb());
    }
    out.put("peakMb", Platform.peakMemoryMb());
    out.put("heapMb", Runtime.getRuntime().maxMemory() >> 20);
    return out;
  }

  /** Few epochs and iterations: a method's memory does not depend on their number. */
  private static String yaml(String rows, int people, int images) {
    return String.format(
        Locale.ROOT,
        """
        version: 1
        profiles:
          load: { datasets: [load], methods: [%s], bits: [12, 48], seeds: [1, 2, 3] }
        datasets:
          load: { form: faces, preset: video, people: %d, images: %d, split: { protocol: youtube-faces, train: 40, queries: 5 } }
        methods:
          ddh: { epochs: 1 }
          sdh: { iterations: 2 }
        features:
          cnn: { epochs: 1 }
        """,
        rows,
        people,
        images);
  }
}
