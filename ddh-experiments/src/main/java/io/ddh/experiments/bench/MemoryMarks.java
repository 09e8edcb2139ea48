package io.ddh.experiments.bench;

import io.ddh.experiments.Cell;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.run.RunListener;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Records the memory of the process after each cell of a run, once garbage has been collected. In a
 * JVM with {@code -XX:+AlwaysPreTouch} and equal {@code -Xms} and {@code -Xmx}, the whole heap is
 * resident from the start, so any growth is memory outside the heap.
 */
public final class MemoryMarks implements RunListener {
  /**
   * Number of garbage collections before a mark. One collection is not enough, since it only
   * releases arrays outside the heap; the objects that held these arrays are freed by a later
   * collection.
   */
  private static final int COLLECTIONS = 3;

  private static final double MEBI = 1 << 20;

  private final List<Mark> marks = new ArrayList<>();

  /**
   * Memory of the process after a cell.
   *
   * @param cell name of the cell
   * @param done true if the cell has results
   * @param residentMb resident memory of the process, in MiB; −1 if the system does not report it
   * @param liveMb heap in use, in MiB
   */
  public record Mark(String cell, boolean done, long residentMb, double liveMb) {}

  @Override
  public void report(String what, long done, long total) {}

  @Override
  public void ended(PlannedCell cell, Cell result, double seconds) {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    double live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI;
    marks.add(new Mark(cell.id(), result.done(), Platform.residentMemoryMb(), live));
  }

  /** {@return the marks so far, in order} */
  public List<Mark> marks() {
    return List.copyOf(marks);
  }
}
