package io.ddh.model.kernel;

import io.ddh.core.Check;
import io.ddh.core.Parallel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fixed number of lanes that share a batch: lane i always gets the same rows, so that sums which
 * are kept per lane and added in lane order repeat bit for bit at the same number of lanes. The
 * caller is the first lane, a {@link LaneThread} each of the others; a training step has dozens of
 * these short runs, and waking a pool's thread takes longer than some of them. Safe for use by
 * several threads.
 */
public final class Lanes {
  private final int count;
  private final LaneThread[] others;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * So many lanes.
   *
   * @param count lanes, ≥ 1
   */
  public Lanes(int count) {
    Check.atLeast("lanes", count, 1);
    this.count = count;
    others = new LaneThread[count - 1];
    Arrays.setAll(others, i -> new LaneThread());
  }

  /**
   * As many lanes as {@link Parallel#threads()}.
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

  /** Work of one lane on the rows [from, to). */
  @FunctionalInterface
  public interface Work {
    /**
     * Works on the rows [from, to).
     *
     * @param lane number of the lane
     * @param from first row
     * @param to row behind the last
     */
    void run(int lane, int from, int to);
  }

  /**
   * Splits [0, n) into one contiguous range per lane and returns when all are done; what a lane
   * throws is thrown here.
   *
   * @param n rows to share
   * @param work what a lane does
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
    } else { // within a lane, or beside another thread
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

  /** Work declares no other than these two. */
  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) thrown;
  }
}
