package io.ddh.experiments.redo;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison of a stored cell with the same cell made again.
 *
 * @param stored the cell as it was found
 * @param again the cell as it was made now; empty if it could not be made
 * @param problem why the cell could not be made again; empty if it could
 * @param tolerance largest allowed difference of the MAP, above or below
 * @param expectation the reason for the tolerance, in words
 */
public record Rerun(
    Cell stored, Optional<Cell> again, String problem, double tolerance, String expectation) {
  /**
   * Tolerance of the MAP if the codes must be equal, so that only the last digits of a sum may
   * differ.
   */
  private static final double EXACT = 1e-9;

  /** Smallest tolerance of a network's MAP on another machine. */
  private static final double NETWORK = 0.02;

  /**
   * Tolerance, on another machine, of the MAP of rows that are not networks; their values differ
   * because processors add numbers in different orders.
   */
  private static final double LINEAR = 0.002;

  private static final List<String> SAME =
      List.of("machine.cpu", "machine.java", "machine.threads", "backend");

  /** Returns the comparison for a cell that could not be made again. */
  static Rerun failed(Cell stored, String problem) {
    return new Rerun(stored, Optional.empty(), problem, 0, "");
  }

  /**
   * Compares a stored cell with the same cell made again.
   *
   * @param spread sample standard deviation of the MAP over the seeds of this row and code length
   */
  static Rerun of(Cell stored, Cell again, double spread) {
    if (!again.done()) {
      return failed(stored, again.reason());
    }
    Map<String, String> then = stored.provenance().texts();
    Map<String, String> now = again.provenance().texts();
    for (String digest : List.of("data", "split", "config")) {
      if (!then.get("digests." + digest).equals(now.get("digests." + digest))) {
        return failed(
            stored, "the new cell's digest '" + digest + "' differs from that of the stored cell");
      }
    }
    boolean network = then.keySet().stream().anyMatch(key -> key.contains("loss_by_epoch"));
    boolean same = SAME.stream().allMatch(key -> then.get(key).equals(now.get(key)));
    double elsewhere = network ? Math.max(NETWORK, 3 * Math.sqrt(2) * spread) : LINEAR;
    String where =
        network
            ? "a network on another machine or with another number of threads"
            : "another machine";
    double tolerance = same ? EXACT : elsewhere;
    return new Rerun(stored, Optional.of(again), "", tolerance, same ? "bit for bit" : where);
  }

  /**
   * {@return true if the cell could be made and its MAP is within the tolerance, above or below}
   */
  public boolean met() {
    return again.filter(cell -> Math.abs(cell.map() - stored.map()) <= tolerance).isPresent();
  }

  private String collapsed() {
    boolean then = stored.collapsed();
    boolean now = again.filter(Cell::collapsed).isPresent();
    return !then && !now ? "" : "; collapsed" + (then && now ? "" : then ? " then" : " now");
  }

  @Override
  public String toString() {
    String head = (met() ? "ok   " : "MISS ") + stored.dataset() + " " + stored.id() + "  ";
    if (again.isEmpty()) {
      return head + problem;
    }
    double then = stored.map();
    double now = again.get().map();
    String maps =
        String.format(Locale.ROOT, "MAP %.6f, again %.6f, difference %+.2e", then, now, now - then);
    String most = String.format(Locale.ROOT, ", may be %.1e (%s)", tolerance, expectation);
    boolean equal = stored.provenance().codes().equals(again.get().provenance().codes());
    return head + maps + most + "; codes " + (equal ? "equal" : "differ") + collapsed();
  }
}
