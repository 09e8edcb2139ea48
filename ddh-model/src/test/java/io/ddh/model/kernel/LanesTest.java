package io.ddh.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LanesTest {
  /** Lane of each row, or -1; fails on a row that comes twice. */
  private static int[] owners(Lanes lanes, int n) {
    AtomicIntegerArray out = new AtomicIntegerArray(n);
    lanes.run(
        n,
        (lane, from, to) -> {
          for (int i = from; i < to; i++) {
            assertThat(out.getAndSet(i, lane + 1)).isZero();
          }
        });
    return IntStream.range(0, n).map(i -> out.get(i) - 1).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyRowHasOneLaneAndAlwaysTheSame(int count) {
    Lanes lanes = new Lanes(count);
    for (int n = 0; n < 23; n++) {
      int[] owners = owners(lanes, n);
      assertThat(owners).isSorted().doesNotContain(-1);
      assertThat(Arrays.stream(owners).distinct().count())
          .isEqualTo(n >= count ? count : Math.min(n, 1));
      assertThat(owners(lanes, n)).isEqualTo(owners);
    }
  }

  @Test
  void manyShortRunsWithPausesOfAllLengthsLoseNothing() {
    Lanes lanes = new Lanes(3);
    long[] sums = new long[3];
    int runs = 3000;
    for (int run = 0; run < runs; run++) {
      lanes.run(9, (lane, from, to) -> sums[lane] += to - from);
      if (run % 7 == 0) {
        LockSupport.parkNanos(run % 5 * 150_000L); // around the moment of falling asleep
      }
    }
    assertThat(sums).containsOnly(3L * runs);
  }

  @Test
  void whatALaneThrowsIsThrownAndTheLanesGoOn() {
    Lanes lanes = new Lanes(2);
    for (int bad = 0; bad < 2; bad++) {
      int which = bad;
      assertThatThrownBy(
              () ->
                  lanes.run(
                      8,
                      (lane, from, to) -> {
                        if (lane == which) {
                          throw new IllegalStateException("lane " + lane);
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("lane " + bad);
      assertThat(owners(lanes, 8)).isEqualTo(new int[] {0, 0, 0, 0, 1, 1, 1, 1});
    }
  }

  @Test
  void runsWithinRunsAndBesideThemHaveTheSameLanes() {
    Lanes lanes = new Lanes(2);
    int[] expected = owners(lanes, 6);
    lanes.run(4, (lane, from, to) -> assertThat(owners(lanes, 6)).isEqualTo(expected));
    IntStream.range(0, 400)
        .parallel()
        .forEach(i -> assertThat(owners(lanes, 6)).isEqualTo(expected));
  }

  @Test
  void anInterruptIsKeptAndStopsNothing() {
    Lanes lanes = new Lanes(2);
    long[] sums = new long[2];
    Thread.currentThread().interrupt();
    lanes.run(
        2,
        (lane, from, to) -> {
          if (lane == 1) {
            LockSupport.parkNanos(5_000_000);
          }
          sums[lane]++;
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sums).containsOnly(1);
  }

  @Test
  void anIdleThreadEndsAndComesBack() throws InterruptedException {
    Lanes lanes = new Lanes(2);
    Thread[] thread = new Thread[2];
    Lanes.Work note = (lane, from, to) -> thread[lane] = Thread.currentThread();
    lanes.run(2, note);
    assertThat(thread[0]).isSameAs(Thread.currentThread());
    Thread first = thread[1];
    first.join(20_000);
    assertThat(first.isAlive()).isFalse();
    lanes.run(2, note);
    assertThat(thread[1]).isNotSameAs(first);
  }
}
