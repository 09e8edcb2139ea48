package io.ddh.model.kernel;

import io.ddh.core.Check;
import io.ddh.core.Parallel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fixed number of lanes, that is, parallel workers that divide the rows of a batch among
 * themselves. Lane i always gets the same rows, so sums that are kept per lane and added in the
 * order of the lanes are bit for bit reproducible. The calling thread is the first lane, and each
 * other lane is a {@link LaneThread}, because a training step has dozens of short runs, and waking
 * a pool's thread would take longer than some of them. Thread-safe.
 */
public final class Lanes {
  private final int count;
  private final LaneThread[] others;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * Creates the given number of lanes.
   *
   * @param count number of lanes, ≥ 1
   */
  public Lanes(int count) {
    Check.atLeast("lanes", count, 1);
    this.count = count;
    others = new LaneThread[count - 1];
    Arrays.setAll(others, i -> new LaneThread());
  }

  /**
   * Creates {@link Parallel#threads()} lanes.
   *
   * @return the lanes
   */
  public static Lanes ofMachine() {
    return new Lanes(Parallel.threads());
  }

  /** {@return the number of lanes} */
  public int count() {
    return count;
  }

  /** Work that each lane does on its range of rows. */
  @FunctionalInterface
  public interface Work {
    /**
     * Works on the rows [from, to).
     *
     * @param lane number of the lane
     * @param from first row of the lane's range
     * @param to row after the last one of the lane's range
     */
    void run(int lane, int from, int to);
  }

  /**
   * Splits [0, n) into one contiguous range per lane, runs the work on all lanes and returns when
   * all are done. An exception in a lane is thrown to the caller.
   *
   * @param n number of rows to divide among the lanes
   * @param work the work of each lane
   */
  public void run(int n, Work work) {
    if (count == 1 || n < count) {
      work.run(0, 0, n);
    } else if (busy.compareAndSet(false, true)) {
      try {
        together(n, work);
      } finally {
        busy.set(false);
      }
    } else { // called from within a lane, or while another thread uses the lanes
      for (int lane = 0; lane < count; lane++) {
        work.run(lane, start(lane, n), start(lane + 1, n));
      }
    }
  }

  private int start(int lane, int n) {
    return (int) ((long) n * lane / count);
  }

  private void together(int n, Work work) {
    for (int i = 0; i < others.length; i++) {
      int lane = i + 1;
      others[i].start(() -> work.run(lane, start(lane, n), start(lane + 1, n)));
    }
    Optional<Throwable> thrown = Optional.empty();
    try {
      work.run(0, 0, start(1, n));
    } catch (RuntimeException | Error e) {
      thrown = Optional.of(e);
    }
    for (LaneThread other : others) {
      Optional<Throwable> theirs = other.await();
      thrown = thrown.or(() -> theirs);
    }
    if (thrown.isPresent()) {
      rethrow(thrown.get());
    }
  }

  /** Throws an unchecked exception or error again; work can throw nothing else. */
  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) thrown;
  }
}
