package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.cli.TimeLeft.Estimate;
import io.ddh.experiments.cli.TimeLeft.Item;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final Item A = new Item("a", "features");
  private static final Item B = new Item("b", "features");
  private static final Item NET = new Item("net", "pixels");
  private final TimeLeft left = new TimeLeft();

  private void end(Item item, double seconds) {
    left.learn(item, seconds);
    left.ended(item);
  }

  @Test
  void estimatesFromARowsOwnCellsElseFromItsKind() {
    for (Item item : new Item[] {A, A, B, NET}) {
      left.expect(item);
    }
    assertThat(left.estimate(3, 0)).isEqualTo(new Estimate(0, false));
    end(A, 10);
    assertThat(left.estimate(4, 0))
        .as("a 10 − 4, b 10, net unknown")
        .isEqualTo(new Estimate(16, false));
    assertThat(left.estimate(50, 0))
        .as("an overdue cell counts 0")
        .isEqualTo(new Estimate(10, false));
    end(A, 20);
    assertThat(left.estimate(0, 0)).isEqualTo(new Estimate(15, false));
    end(B, 35);
    assertThat(left.estimate(6, 0)).isEqualTo(new Estimate(0, false));
    assertThat(left.estimate(6, 0.25)).as("6 s are a quarter").isEqualTo(new Estimate(18, true));
    end(NET, 30);
    assertThat(left.estimate(0, 0)).isEqualTo(new Estimate(0, true));
  }

  @Test
  void firstCellOfAKindSpeaksForTheOthers() {
    left.expect(NET);
    left.expect(new Item("net2", "pixels"));
    assertThat(left.estimate(5, 0.5)).isEqualTo(new Estimate(15, true));
  }

  @Test
  void learnsFromCellsOfEarlierRuns() {
    left.expect(A);
    left.learn(A, 8);
    assertThat(left.estimate(3, 0)).isEqualTo(new Estimate(5, true));
  }

  @Test
  void clockShowsMinutesThenHours() {
    assertThat(ConsoleListener.clock(0)).isEqualTo("0:00");
    assertThat(ConsoleListener.clock(65.4)).isEqualTo("1:05");
    assertThat(ConsoleListener.clock(3661)).isEqualTo("1:01:01");
  }
}
