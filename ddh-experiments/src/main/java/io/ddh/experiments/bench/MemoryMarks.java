package io.ddh.experiments.bench;

import io.ddh.experiments.Cell;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.run.RunListener;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of the process after each cell of a run, garbage collected. In a JVM with {@code
 * -XX:+AlwaysPreTouch} and {@code -Xms} as {@code -Xmx} the heap is all resident from the start, so
 * that whatever is added lies outside.
 */
public final class MemoryMarks implements RunListener {
  /** A collection frees arrays outside the heap, whose owners' end then frees more of the heap. */
  private static final int COLLECTIONS = 3;

  private static final double MEBI = 1 << 20;

  private final List<Mark> marks = new ArrayList<>();

  /**
   * After a cell.
   *
   * @param cell its name
   * @param done whether it worked
   * @param residentMb resident memory; −1 where the system does not say
   * @param liveMb heap in use
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

  /** All so far, in order. */
  public List<Mark> marks() {
    return List.copyOf(marks);
  }
}
