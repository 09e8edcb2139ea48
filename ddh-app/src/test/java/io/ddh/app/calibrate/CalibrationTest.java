package io.ddh.app.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.app.codes.ListedCodes;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexBuilder;
import io.ddh.retrieval.index.IndexWriter;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  @TempDir private Path folder;

  private static Trial known(String person, int distance, boolean right) {
    return new Trial(person, true, distance, right);
  }

  private static Trial stranger(String person, int distance) {
    return new Trial(person, false, distance, false);
  }

  private static final List<Trial> TRIALS =
      List.of(
          known("a", 1, true),
          known("a", 2, true),
          known("b", 3, true),
          known("b", 5, false),
          stranger("x", 4),
          stranger("x", 6),
          stranger("y", 6),
          stranger("z", 7),
          stranger("z", 8));

  /** By hand. */
  @Test
  void ratesAreCounts() {
    ErrorRates rates = ErrorRates.of(TRIALS, 8);
    assertThat(rates.known()).isEqualTo(4);
    assertThat(rates.strangers()).isEqualTo(5);
    assertThat(rates.falseRejects(-1)).isEqualTo(1);
    assertThat(rates.falseAccepts(-1)).isZero();
    assertThat(rates.falseRejects(3)).isEqualTo(0.25);
    assertThat(rates.falseAccepts(3)).isZero();
    assertThat(rates.falseAccepts(4)).isEqualTo(0.2); // one of five strangers
    assertThat(rates.falseAccepts(5)).isEqualTo(0.25); // one of four taken for another
    assertThat(rates.falseAccepts(6)).isEqualTo(0.6);
    assertThat(rates.falseAccepts(8)).isEqualTo(1);
    assertThat(rates.falseRejects(5)).isZero();
    assertThat(rates.atMost(0)).isEqualTo(3);
    assertThat(rates.atMost(0.2)).isEqualTo(4);
    assertThat(rates.atMost(0.25)).isEqualTo(5);
    assertThat(rates.equalError()).isEqualTo(4); // 0.2 and 0.25
    assertThat(ErrorRates.of(List.of(stranger("x", 0)), 8).atMost(0.5)).isEqualTo(-1);
  }

  /** R: binom::binom.confint(x, n, method = "wilson"); textbook values. */
  @Test
  void wilsonIntervals() {
    Interval none = Interval.ofShare(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.277533, within(1e-6));
    Interval some = Interval.ofShare(5, 50);
    assertThat(some.low()).isCloseTo(0.043476, within(1e-6));
    assertThat(some.high()).isCloseTo(0.213602, within(1e-6));
    assertThat(Interval.ofShare(10, 10).high()).isEqualTo(1);
    assertThat(Interval.ofShare(0, 0)).isEqualTo(new Interval(0, 1));
  }

  /** A share of 200 independent people has the interval that Wilson gives, roughly. */
  @Test
  void drawingPeopleAnewGivesTheRightSpread() {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      trials.add(stranger("p" + i, i % 5 == 0 ? 1 : 9));
    }
    Interval drawn = Interval.byPeople(trials, some -> ErrorRates.of(some, 9).falseAccepts(1), 3);
    assertThat(drawn.low()).isCloseTo(0.2 - 1.96 * 0.0283, within(0.015));
    assertThat(drawn.high()).isCloseTo(0.2 + 1.96 * 0.0283, within(0.015));
    // Ten images per person say no more than one.
    List<Trial> alike = new ArrayList<>();
    trials.forEach(t -> alike.addAll(java.util.Collections.nCopies(10, t)));
    Interval same = Interval.byPeople(alike, some -> ErrorRates.of(some, 9).falseAccepts(1), 3);
    assertThat(same.high() - same.low()).isCloseTo(drawn.high() - drawn.low(), within(1e-9));
  }

  private CodeIndex index(long[] codes, String... labels) throws IOException {
    Path file = folder.resolve("x.ddhx");
    try (IndexBuilder builder = IndexBuilder.create(file, 8)) {
      for (int i = 0; i < codes.length; i++) {
        builder.add(new Item(Item.ASSIGN, new long[] {codes[i]}, labels[i], "s" + i));
      }
      builder.finish();
    }
    return CodeIndex.open(file);
  }

  @Test
  void withinAnIndexEachAsksAsKnownAndAsStranger() throws IOException {
    CodeIndex index = index(new long[] {0b0, 0b1, 0b111, 0b11111111, 0}, "a", "a", "b", "c", "");
    List<Trial> trials = new ArrayList<>(Trials.within(index, 1, 1).list());
    // c and b have one face each: strangers only. The face without a label may show anybody: it
    // asks nothing and is not found.
    assertThat(trials)
        .containsExactlyInAnyOrder(
            known("a", 1, true),
            known("a", 1, true),
            stranger("a", 3),
            stranger("a", 2),
            stranger("b", 2),
            stranger("c", 5));
  }

  @Test
  void validationFacesThatAreInTheIndexAskNothing() throws IOException {
    CodeIndex index = index(new long[] {0b0, 0b1111}, "a", "b");
    Path csv = folder.resolve("v.csv");
    Files.writeString(csv, "label,source\na,s0\na,t1\nz,t2\n,t3\nb,t4\n");
    ListedCodes codes =
        new ListedCodes(
            Path.of("v.npy"),
            new BinaryCodes(8, new long[] {0, 1, 0b11, 0, 0b1}),
            Optional.empty(),
            Optional.of(io.ddh.app.index.FaceTable.read(csv)));
    Trials trials = Trials.of(index, codes, 1);
    assertThat(trials.passedOver()).isEqualTo(2);
    assertThat(trials.list())
        .containsExactly(known("a", 1, true), stranger("z", 2), known("b", 1, false));
  }

  @Test
  void proposesPrintsAndDraws() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      trials.add(known("p" + i % 20, random.nextInt(4) + random.nextInt(6), i % 50 != 0));
      trials.add(stranger("s" + i % 25, 5 + random.nextInt(6) + random.nextInt(12)));
    }
    Calibration found = Calibration.of(new Trials(trials, 3), 48, 0.05, "x", true);
    assertThat(found.atTarget()).isBetween(4, 10);
    assertThat(found.atTargetBetween().low()).isLessThanOrEqualTo(found.atTarget());
    assertThat(found.atTargetBetween().high()).isGreaterThanOrEqualTo(found.atTarget());
    String text = String.join("\n", found.lines());
    assertThat(text)
        .contains("400 queries show people in the index, 400 show strangers; 45 people")
        .contains("3 faces left out")
        .contains("<- at most 5%", "<- equal error", "reject above " + found.atTarget())
        .doesNotContain("own faces", "Most known people");
    assertThat(
            String.join("\n", Calibration.of(new Trials(trials, 0), 48, 0.05, "x", false).lines()))
        .contains("the index's own faces", "more honest");
    Path png = folder.resolve("rates.png");
    found.draw(png, "rendered.ddhx", found.atTarget());
    assertThat(png).isNotEmptyFile();
  }

  @Test
  void saysWhenMostKnownPeopleAreRejected() {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      trials.add(known("p" + i % 10, i < 40 ? 1 : 9, true));
      trials.add(stranger("s" + i % 10, 5));
    }
    Calibration found = Calibration.of(new Trials(trials, 0), 48, 0.05, "x", true);
    assertThat(found.lines()).anyMatch(line -> line.startsWith("Most known people are rejected"));
  }

  @Test
  void oneKindOfPeopleIsNotEnough() throws IOException {
    Trials onlyKnown = new Trials(List.of(known("a", 1, true)), 0);
    assertThatThrownBy(() -> Calibration.of(onlyKnown, 8, 0.01, "v.npy", true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("v.npy")
        .hasMessageContaining("valid: labelled faces of both kinds");
    Path file = folder.resolve("x.ddhx");
    index(new long[] {1}, "a");
    try (IndexWriter writer = IndexWriter.open(file)) {
      writer.delete(0);
    }
    assertThat(Trials.within(CodeIndex.open(file), 1, 1).list()).isEmpty();
  }
}
