package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
  @Test
  void estimatesFromARowsOwnCellsElseFromAll() {
    TimeLeft left = new TimeLeft();
    for (String row : new String[] {"a", "a", "b", "c"}) {
      left.expect(row);
    }
    assertThat(left.seconds(0)).isEmpty();
    left.ended("a", 10);
    assertThat(left.seconds(0)).hasValue(30);
    assertThat(left.seconds(4)).hasValue(26);
    assertThat(left.seconds(50)).as("an overdue cell counts 0").hasValue(20);
    left.ended("a", 20);
    assertThat(left.seconds(0)).hasValue(30);
    left.ended("b", 35);
    assertThat(left.seconds(0)).as("c: mean of a's 15 and b's 35").hasValue(25);
    left.ended("c", 1);
    assertThat(left.seconds(0)).hasValue(0);
  }

  @Test
  void learnsFromCellsOfEarlierRuns() {
    TimeLeft left = new TimeLeft();
    left.expect("a");
    left.learn("a", 8);
    assertThat(left.seconds(3)).hasValue(5);
  }

  @Test
  void clockShowsMinutesThenHours() {
    assertThat(ConsoleListener.clock(0)).isEqualTo("0:00");
    assertThat(ConsoleListener.clock(65.4)).isEqualTo("1:05");
    assertThat(ConsoleListener.clock(3661)).isEqualTo("1:01:01");
  }
}
