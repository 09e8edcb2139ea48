package io.ddh.experiments.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  @TempDir private Path results;

  @BeforeEach
  void cells() throws IOException {
    write("ddh", 12, 1, 0.30);
    write("ddh", 12, 2, 0.40);
    write("ddh", 48, 1, 0.50);
    write("ddh", 48, 2, 0.70);
    write("dsh", 12, 1, 0.10);
    write("dsh", 48, 1, 0.35);
    write("dsh", 48, 2, 0.25);
    write("lsh", 12, 1, 0.05);
    write("lsh+cnn", 12, 1, 0.45);
    write("lsh+cnn", 12, 2, 0.35);
    write("sh", 12, 1, 0.20);
    write("sh+cnn", 12, 1, 0.15);
  }

  private void write(String row, int bits, long seed, double map) throws IOException {
    CellStore.write(
        results,
        new Cell(
            Cell.FORMAT,
            "d",
            false,
            row,
            bits,
            seed,
            "done",
            "",
            Map.of("map", map),
            Map.of(),
            new double[] {map},
            Provenances.of(
                Map.of(
                    "program", Map.of("revision", "abc", "dirty", seed == 2),
                    "machine", Map.of("java", "17", "cpu", "C"),
                    "facts",
                        row.equals("ddh") ? Map.of("epochs", 7 + seed, "best_epoch", 5) : Map.of(),
                    "config", Map.of("method", Map.of("settings", Map.of("epochs", 9))),
                    "seconds", Map.of("train", 2.4 * seed)))));
  }

  private List<String> fill(String... lines) throws IOException {
    return Template.fill(String.join("\n", lines), "page.in.md", results).lines().toList();
  }

  @Test
  void numbersWithinALine() throws IOException {
    // ddh at 12 bits: .3 and .4, mean .35, sample deviation √.005
    assertThat(fill("It is {{map d ddh 12}}, not {{ map paper/facescrub ddh 48 }}."))
        .containsExactly("It is 0.3500 ± 0.0707, not 0.1889.");
    // .5 − .35 and .7 − .25
    assertThat(fill("{{difference d ddh@48 dsh@48}}")).containsExactly("+0.3000 ± 0.2121");
    assertThat(fill("{{difference d sh+cnn@12 sh@12}}")).containsExactly("−0.0500");
  }

  @Test
  void comparesTheBestAndTheWorstOfSeveral() throws IOException {
    assertThat(fill("{{tables d, paper/youtube-faces}}", "{{compare ddh to best(cnn)}}"))
        .containsExactly(
            "<!-- tables: d, paper/youtube-faces -->",
            "| table | 12 bits | 24 bits | 36 bits | 48 bits | above 0 |",
            "|---|---:|---:|---:|---:|---:|",
            "| d | −0.0500 ± 0.1414 (ddh − lsh+cnn) | – | – | – | 0 of 1 |",
            "| the paper, YouTube Faces | +0.0026 (ddh − sdh+cnn) | +0.1175 (ddh − fasth+cnn)"
                + " | +0.0358 (ddh − fasth+cnn) | +0.0522 (ddh − fasth+cnn) | 4 of 4 |",
            "",
            "Rows that are missing there: d: itq+cnn, bre+cnn, ksh+cnn, sdh+cnn, fasth+cnn.");
    assertThat(fill("{{tables d}}", "{{compare worst(ddh, dsh) to lsh}}").get(3))
        .isEqualTo("| d | +0.0500 (dsh − lsh) | – | 1 of 1 |");
    assertThat(fill("{{tables d, paper/youtube-faces}}", "{{compare cnnh to dsh}}"))
        .noneMatch(line -> line.startsWith("| d |"));
    assertThat(fill("{{tables d}}", "{{compare ddh@12 to best(dsh@48, cnnh@48)}}"))
        .contains("| table | left − right | above 0 |")
        .contains("| d | +0.0500 ± 0.1414 (ddh@12 − dsh@48) | 1 of 1 |");
  }

  @Test
  void countsFillTheFieldsOfALine() throws IOException {
    assertThat(fill("{{tables d, paper/facescrub}}", "| x | {{above lsh+cnn to ddh}} |"))
        .endsWith("| x | 1 of 1 | 0 of 4 |");
    assertThat(fill("{{tables d}}", "| x | {{above ddh to ddh}} | {{above-pairs cnn to lbp}} |"))
        .endsWith("| x | 0 of 2, level at 2 | 1 of 2 |");
    assertThat(fill("{{tables d}}", "{{above cnnh to ddh}}")).endsWith("–");
  }

  @Test
  void pairsOfRows() throws IOException {
    assertThat(fill("{{tables d}}", "{{pairs cnn to lbp}}"))
        .endsWith("| d | 1 of 2, least −0.0500 (sh) | – |");
  }

  @Test
  void ranksAndTheirCorrelation() throws IOException {
    assertThat(fill("{{tables d}}", "{{ranks 12}}"))
        .contains(
            "| ddh | 0.3500 ± 0.0707 (2) |",
            "| lsh+cnn | 0.4000 ± 0.0707 (1) |",
            "| sh | 0.2000 (3) |");
    Source d = source("d");
    Source paper = source("paper/youtube-faces");
    // lsh 6, sh 3, lsh+cnn 1, sh+cnn 4, dsh 5, ddh 2 beside 5, 4, 3, 2, 6, 1
    assertThat(Tables.spearman(d, paper, 12)).isEqualTo(1 - 6 * (1 + 1 + 4 + 4 + 1 + 1) / 210.0);
    assertThat(Tables.spearman(d, d, 12)).isEqualTo(1);
  }

  private Source source(String name) throws IOException {
    return Source.of(name, results, io.ddh.experiments.report.PaperTable.load());
  }

  @Test
  void howItWasTrainedAndWhereItIsFrom() throws IOException {
    assertThat(fill("{{training d}}").get(2)).isEqualTo("| ddh | 9 | 8–9 | 5 | 2–5 |");
    assertThat(fill("{{tables d, paper/facescrub}}", "{{provenance}}").subList(3, 5))
        .containsExactly(
            "| d | lsh, sh, lsh+cnn, sh+cnn, dsh, ddh | 8 | abc | 17 | C |",
            "| d | lsh+cnn, dsh, ddh | 4 | abc (changed) | 17 | C |");
  }

  @Test
  void allRowsOfATable() throws IOException {
    assertThat(fill("{{maps d}}").get(2)).isEqualTo("| lsh | 0.0500 | – |");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{map d ddh 24}}",
        "{{map d nobody 12}}",
        "{{map nowhere ddh 12}}",
        "{{map paper/lfw ddh 12}}",
        "{{map d ddh twelve}}",
        "{{difference d lsh@12 dsh@48 x}}",
        "{{difference d lsh@12 dsh@24}}",
        "{{compare ddh}}",
        "{{compare ddh to lsh, sh}}",
        "{{pairs cnn to deep}}",
        "{{rank 12}}",
        "{{twins d}}",
        "{{compare ddh to lsh}}",
        "{{}}"
      })
  void saysWhichLineIsWrong(String line) {
    assertThatThrownBy(() -> fill("fine", line))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("page.in.md, line 2: ")
        .hasMessageContaining("valid");
  }
}
