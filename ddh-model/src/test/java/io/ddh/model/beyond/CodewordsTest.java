package io.ddh.model.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import io.ddh.model.LossTask;
import io.ddh.model.layer.Initialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The codes of the table have the distance that it says; what is drawn from them, and else. */
class CodewordsTest {
  private final Map<String, Object> facts = new HashMap<>();
  private final List<String> said = new ArrayList<>();

  static List<LinearCode> codes() {
    return LinearCode.table();
  }

  /** The smallest number of ones of a word is the minimum distance, because codes are linear. */
  @ParameterizedTest
  @MethodSource("codes")
  void distanceIsAsStated(LinearCode code) {
    Set<Long> words = new HashSet<>();
    int least = code.bits();
    for (int i = 0; i < code.size(); i++) {
      long word = code.word(i);
      words.add(word);
      assertThat(Long.numberOfLeadingZeros(word)).isGreaterThanOrEqualTo(64 - code.bits());
      least = i == 0 ? least : Math.min(least, Long.bitCount(word));
    }
    assertThat(words).hasSize(code.size());
    assertThat(least).isEqualTo(code.distance());
  }

  /** Half of all words have a 1 in a column, so bits are balanced. */
  @ParameterizedTest
  @MethodSource("codes")
  void columnsAreBalanced(LinearCode code) {
    for (int bit = 0; bit < code.bits(); bit++) {
      int at = bit;
      long ones =
          IntStream.range(0, code.size()).filter(i -> (code.word(i) >> at & 1) == 1).count();
      assertThat(ones).as("bit %d", bit).isEqualTo(code.size() / 2);
    }
  }

  /** For as many people as lfw10, FaceScrub and YouTube Faces have. */
  @ParameterizedTest
  @CsvSource({
    "12,158,3",
    "12,530,2",
    "12,1595,2",
    "24,158,8",
    "24,1595,8",
    "36,158,15",
    "36,530,12",
    "48,158,22",
    "48,530,18",
    "48,1595,17",
    "48,3000,16"
  })
  void peopleGetTheWidestCode(int bits, int people, int distance) {
    assertThat(LinearCode.find(bits, people).orElseThrow().distance()).isEqualTo(distance);
    float[] words = Codewords.draw("row", task(bits, people, 3));
    assertThat(words).hasSize(people * bits).containsOnly(1, -1);
    assertThat((Integer) facts.get("codeword_distance")).isGreaterThanOrEqualTo(distance);
    assertThat(facts).containsEntry("codewords", "code of the table");
    assertThat(said).isEmpty();
    assertThat(Codewords.draw("row", task(bits, people, 3))).isEqualTo(words);
    assertThat(Codewords.draw("row", task(bits, people, 4))).isNotEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"13,40", "48,5000", "64,7", "3,8"})
  void withoutACodeWordsAreRandomAndThisIsSaid(int bits, int people) {
    float[] words = Codewords.draw("row", task(bits, people, 3));
    assertThat(words).hasSize(people * bits);
    assertThat(facts).containsEntry("codewords", "random");
    assertThat((Integer) facts.get("codeword_distance")).isPositive();
    assertThat(said)
        .containsExactly(
            "no code for "
                + people
                + " people and "
                + bits
                + " bits is in the table; the words are"
                + " random, their smallest distance is "
                + facts.get("codeword_distance"));
  }

  @Test
  void refusesMorePeopleThanWords() {
    assertThatThrownBy(() -> Codewords.draw("csq", task(4, 17, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("csq: 4 bits have 16 words, too few for 17 people; use more bits");
  }

  private LossTask task(int bits, int people, long seed) {
    facts.clear();
    int[] rows = IntStream.range(0, people).toArray();
    TrainingSet data =
        new TrainingSet(new Images(1, 1, 1, new byte[people]), rows, people, rows, new int[0]);
    Progress progress = (what, done, total) -> said.add(what);
    return new LossTask(data, bits, Initialization.FAN_IN, seed, progress, facts);
  }
}
