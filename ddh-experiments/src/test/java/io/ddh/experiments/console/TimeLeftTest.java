package io.ddh.experiments.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.console.TimeLeft.Estimate;
import io.ddh.experiments.console.TimeLeft.Item;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final Item A = new Item("a", "features", "a");
  private static final Item B = new Item("b", "features", "b");
  private static final Item NET = new Item("net", "pixels", "net");
  private final TimeLeft left = new TimeLeft();

  private void end(Item item, double seconds) {
    left.learn(item, seconds, 0);
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
    left.expect(new Item("net2", "pixels", "net2"));
    assertThat(left.estimate(5, 0.5)).isEqualTo(new Estimate(15, true));
  }

  @Test
  void learnsFromCellsOfEarlierRuns() {
    left.expect(A);
    left.learn(A, 8, 0);
    assertThat(left.estimate(3, 0)).isEqualTo(new Estimate(5, true));
  }

  @Test
  void sharedWorkCountsForTheFirstCellThatNeedsIt() {
    Item one = new Item("deep", "pixels", "seed 1");
    Item two = new Item("deep", "pixels", "seed 2");
    for (Item item : new Item[] {one, one, one, two, two}) {
      left.expect(item);
    }
    left.learn(one, 130, 100); // pre-trained 100, then 30
    left.ended(one);
    assertThat(left.estimate(0, 0).seconds())
        .as("30 + 30, and for the other seed 130 + 30")
        .isEqualTo(220);
    left.learn(one, 40, 100); // found it
    left.ended(one);
    assertThat(left.estimate(5, 0).seconds()).as("35 − 5, 135, 35").isEqualTo(200);
  }

  @Test
  void firstCellThatFoundAllMadeTakesAllItsTimeItself() {
    Item item = new Item("deep", "pixels", "seed 1");
    left.expect(item);
    left.learn(item, 30, 100);
    assertThat(left.estimate(0, 0).seconds()).isEqualTo(30);
  }

  @Test
  void clockShowsMinutesThenHours() {
    assertThat(Units.clock(0)).isEqualTo("0:00");
    assertThat(Units.clock(65.4)).isEqualTo("1:05");
    assertThat(Units.clock(3661)).isEqualTo("1:01:01");
  }
}
