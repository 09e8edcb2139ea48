package io.ddh.experiments.run;

import io.ddh.core.Dataset;
import io.ddh.core.Split;
import io.ddh.experiments.Cell;
import io.ddh.experiments.run.LoadedDataset.DrawnSplit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a cell comes from: keys {@code digests} (config, data, split, format), {@code config},
 * {@code data}, {@code split}, {@code seeds}, {@code program}, {@code machine}, {@code libraries},
 * {@code backend}, {@code started}, {@code seconds}, {@code peakMemoryMb}, {@code facts}, {@code
 * featureFacts} (where features were trained), {@code codes} (digest of the codes file), {@code
 * notes}.
 */
final class Provenance {
  private final Map<String, Object> run = new TreeMap<>();

  /** What is the same for every cell of a run, read once. */
  Provenance() {
    run.put("program", Platform.program());
    run.put("machine", Platform.machine());
    run.put("libraries", Platform.libraries());
  }

  /** Program and machine, as far as they decide the last digits of a network's weights. */
  String madeBy() {
    Map<String, Object> out = new TreeMap<>();
    out.put("program", run.get("program"));
    Map<?, ?> machine = (Map<?, ?>) run.get("machine");
    out.put("cpu", machine.get("cpu"));
    out.put("java", machine.get("java"));
    return out.toString();
  }

  /** What must be equal in a stored cell for it to count as finished. */
  static Map<String, Object> digests(PlannedCell cell, LoadedDataset loaded) {
    Map<String, Object> out = new TreeMap<>();
    out.put("config", Digests.of(cell.configuration()));
    out.put("data", loaded.data().digest());
    out.put("split", loaded.splits().get(cell.seed()).digest());
    out.put("format", Integer.toString(Cell.FORMAT));
    return out;
  }

  /** All that is known before the cell is trained; the caller adds what training tells. */
  Map<String, Object> of(PlannedCell cell, LoadedDataset loaded) {
    Map<String, Object> out = new TreeMap<>(run);
    out.put("backend", Platform.backend()); // here: a run without work need not load it
    DrawnSplit drawn = loaded.splits().get(cell.seed());
    Dataset data = loaded.data();
    out.put("digests", digests(cell, loaded));
    out.put("config", cell.configuration());
    out.put("data", Map.of("counts", data.counts(), "images", data.images().size()));
    out.put("notes", data.notes());
    out.put("split", split(drawn.split()));
    Map<String, Object> seeds = new TreeMap<>();
    seeds.put("run", cell.seed());
    seeds.put("split", drawn.split().seed());
    seeds.put("method", Runner.seed(cell));
    cell.features().ifPresent(f -> seeds.put("features", FeatureStore.seed(cell, f)));
    out.put("seeds", seeds);
    return out;
  }

  private static Map<String, Object> split(Split split) {
    Map<String, Object> out = new TreeMap<>();
    out.put("protocol", split.protocol());
    out.put("train", split.train().length);
    out.put("validation", split.validation().length);
    out.put("query", split.query().length);
    out.put("gallery", split.gallery().length);
    out.put("people", split.people());
    out.put("leftOut", split.leftOut().size());
    return out;
  }
}
