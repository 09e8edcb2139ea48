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
 * Gathers a cell's provenance while it is made. Stages that a failed cell did not reach are empty.
 */
final class ProvenanceDraft {
  Map<String, Object> facts = Map.of();
  Map<String, Object> featureFacts = Map.of();
  String codes = "";
  final List<String> notes;
  final List<Collapse> trainingImages = new ArrayList<>(1);

  private final RunOrigin origin;
  private final PlannedCell cell;
  private final LoadedDataset loaded;
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  ProvenanceDraft(RunOrigin origin, PlannedCell cell, LoadedDataset loaded) {
    this.origin = origin;
    this.cell = cell;
    this.loaded = loaded;
    this.notes = new ArrayList<>(loaded.data().notes());
  }

  /** {@return the digests that a stored cell must have to count as finished} */
  static CellDigests digests(PlannedCell cell, LoadedDataset loaded) {
    return new CellDigests(
        Digests.of(cell.configuration()),
        loaded.data().digest(),
        Integer.toString(Cell.FORMAT),
        loaded.drawn(cell).digest());
  }

  /** {@return everything gathered so far} */
  Provenance finished(Map<String, Double> seconds) {
    Dataset data = loaded.data();
    Split split = loaded.drawn(cell).split();
    Map<String, Long> seeds = new TreeMap<>();
    seeds.put("run", cell.seed());
    seeds.put("split", split.seed());
    seeds.put("method", cell.methodSeed());
    cell.features().ifPresent(f -> seeds.put("features", cell.seed(f)));
    return new Provenance(
        Platform.backend(), // here: a run without work need not load it
        codes,
        origin.command(),
        cell.configuration(),
        new DataCounts(data.counts(), data.images().size()),
        digests(cell, loaded),
        facts,
        featureFacts,
        origin.libraries(),
        origin.machine(),
        notes,
        Platform.peakMemoryMb(),
        origin.program(),
        seconds,
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
