package io.ddh.experiments.run;

import io.ddh.core.Dataset;
import io.ddh.core.Split;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenance.CellDigests;
import io.ddh.experiments.Provenance.DataCounts;
import io.ddh.experiments.Provenance.SplitCounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the provenance of a cell while the cell is made. Entries of stages that a failed cell did
 * not reach stay empty.
 */
final class ProvenanceDraft {
  Map<String, Object> facts = Map.of();
  Map<String, Object> featureFacts = Map.of();
  String codes = "";
  final List<String> notes = new ArrayList<>();
  final List<Collapse> trainingImages = new ArrayList<>(1);

  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Map<String, Double> seconds = new TreeMap<>();
  private long last = System.nanoTime();

  /**
   * Starts timing the first stage.
   *
   * @param data seconds that reading the data set took, which counts as an earlier stage
   */
  ProvenanceDraft(double data) {
    seconds.put("data", data);
  }

  /** Adds the time since the last call, or since the start, to a stage. */
  void lap(String stage) {
    long now = System.nanoTime();
    seconds.merge(stage, (now - last) / 1e9, Double::sum);
    last = now;
  }

  /**
   * Adds to a stage the seconds that an earlier process spent on it. If there are 0 seconds,
   * nothing is added.
   */
  void add(String stage, double earlier) {
    if (earlier > 0) {
      seconds.merge(stage, earlier, Double::sum);
    }
  }

  /** Returns the seconds of each stage, rounded to milliseconds. */
  Map<String, Double> seconds() {
    Map<String, Double> out = new TreeMap<>(seconds);
    out.replaceAll((stage, s) -> Math.round(s * 1000) / 1000.0);
    return out;
  }

  /** {@return the digests that a stored cell must have to count as finished} */
  static CellDigests digests(PlannedCell cell, LoadedDataset loaded) {
    return new CellDigests(
        KeyedFile.digest(cell.configuration()),
        loaded.data().digest(),
        Integer.toString(Cell.FORMAT),
        loaded.drawn(cell).digest());
  }

  /** {@return the provenance with everything gathered so far} */
  Provenance finished(RunContext run, PlannedCell cell, LoadedDataset loaded) {
    Dataset data = loaded.data();
    notes.addAll(0, data.notes());
    Split split = loaded.drawn(cell).split();
    Map<String, Long> seeds = new TreeMap<>();
    seeds.put("run", cell.seed());
    seeds.put("split", split.seed());
    seeds.put("method", cell.methodSeed());
    cell.features().ifPresent(f -> seeds.put("features", cell.seed(f)));
    return new Provenance(
        Platform.backend(), // called here, so that a run without work need not load it
        codes,
        run.command(),
        cell.configuration(),
        new DataCounts(data.counts(), data.images().size()),
        digests(cell, loaded),
        facts,
        featureFacts,
        run.libraries(),
        run.machine(),
        notes,
        Platform.peakMemoryMb(),
        run.program(),
        seconds(),
        seeds,
        new SplitCounts(
            split.gallery().length,
            split.leftOut().size(),
            split.people(),
            split.protocol(),
            split.query().length,
            split.train().length,
            split.validation().length),
        started.toString(),
        trainingImages);
  }
}
