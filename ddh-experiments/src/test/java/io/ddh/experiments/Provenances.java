package io.ddh.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Made-up provenances. */
public final class Provenances {
  /** Every key that a cell must have. */
  private static final String LEAST =
      """
      {
        "backend": "none", "config": {}, "data": { "counts": {}, "images": 0 },
        "digests": { "config": "", "data": "", "format": "1", "split": "" }, "libraries": {},
        "machine": { "arch": "", "cores": 1, "cpu": "", "heapMb": 1, "java": "", "os": "", "threads": 1 },
        "notes": [], "peakMemoryMb": 1, "program": { "dirty": false, "revision": "", "version": "" },
        "seconds": {}, "seeds": {}, "started": "2026-01-01T00:00:00Z",
        "split": { "gallery": 0, "leftOut": 0, "people": 0, "protocol": "", "query": 0, "train": 0, "validation": 0 }
      }
      """;

  private Provenances() {}

  /** With the given keys of the file; those that a cell must have besides are empty. */
  public static Provenance of(Map<String, ?> given) {
    try {
      return over((ObjectNode) CellStore.JSON.readTree(LEAST), given);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same cell with other values of some keys; nested maps keep what isn't named. */
  public static Cell with(Cell cell, Map<String, ?> changes) {
    return with(cell, over(CellStore.JSON.valueToTree(cell.provenance()), changes));
  }

  private static Provenance over(ObjectNode tree, Map<String, ?> changes) {
    merge(tree, CellStore.JSON.valueToTree(changes));
    return CellStore.JSON.convertValue(tree, Provenance.class);
  }

  private static void merge(ObjectNode into, ObjectNode changes) {
    for (Map.Entry<String, JsonNode> e : changes.properties()) {
      if (into.get(e.getKey()) instanceof ObjectNode old
          && e.getValue() instanceof ObjectNode changed) {
        merge(old, changed);
      } else {
        into.set(e.getKey(), e.getValue());
      }
    }
  }

  /** The same cell, failed. */
  public static Cell failed(Cell cell, String reason) {
    return with(cell, Cell.FAILED, reason, Map.of(), of(Map.of()));
  }

  private static Cell with(Cell cell, Provenance provenance) {
    return with(cell, cell.status(), cell.reason(), cell.metrics(), provenance);
  }

  private static Cell with(
      Cell cell, String status, String reason, Map<String, Double> metrics, Provenance provenance) {
    return new Cell(
        cell.format(),
        cell.dataset(),
        cell.synthetic(),
        cell.method(),
        cell.bits(),
        cell.seed(),
        status,
        reason,
        metrics,
        cell.curves(),
        cell.averagePrecision(),
        provenance);
  }
}
