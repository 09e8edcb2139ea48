package io.ddh.model.kernel;

import io.ddh.data.Check;
import io.ddh.data.Parallel;
import java.util.stream.IntStream;

/**
 * A fixed number of lanes that share a batch: lane i always gets the same rows, so that sums which
 * are kept per lane and added in lane order repeat bit for bit at the same number of lanes.
 *
 * @param count lanes, ≥ 1
 */
public record Lanes(int count) {
  public Lanes {
    Check.atLeast("lanes", count, 1);
  }

  /** As many lanes as {@link Parallel#threads()}. */
  public static Lanes ofMachine() {
    return new Lanes(Parallel.threads());
  }

  /** Work of one lane on the rows [from, to). */
  @FunctionalInterface
  public interface Work {
    void run(int lane, int from, int to);
  }

  /** Splits [0, n) into one contiguous range a lane and returns when all are done. */
  public void run(int n, Work work) {
    if (count == 1 || n < count) {
      work.run(0, 0, n);
      return;
    }
    IntStream.range(0, count)
        .parallel()
        .forEach(
            lane ->
                work.run(
                    lane, (int) ((long) n * lane / count), (int) ((long) n * (lane + 1) / count)));
  }
}
