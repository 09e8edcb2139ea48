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
import org.junit.jupiter.params.provider.CsvSource;

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

  private List<String> fill(String yaml, String template) throws IOException {
    return ResultPage.fill("---\n" + yaml + "---\n" + template, "page.in.md", results)
        .lines()
        .toList();
  }

  private static String yaml(String tables, String... comparisons) {
    StringBuilder out = new StringBuilder("tables: [" + tables + "]\nbits: 12\ncompare:\n");
    for (int i = 0; i < comparisons.length; i++) {
      out.append("  c" + i + ": { " + comparisons[i] + " }\n");
    }
    return out.toString();
  }

  @Test
  void numbersWithinALine() throws IOException {
    String yaml = "tables: [d]\nalso: [paper/facescrub]\n";
    // ddh at 12 bits: .3 and .4, mean .35, sample deviation √.005
    assertThat(fill(yaml, "It is {{d.map.ddh.12}}, not {{ paper/facescrub.map.ddh.48 }}."))
        .containsExactly("It is 0.3500 ± 0.0707, not 0.1889.");
    // .5 − .35 and .7 − .25
    yaml = yaml("d", "left: ddh, right: dsh", "left: sh+cnn, right: sh");
    assertThat(fill(yaml, "{{compare.c0.at.d.48}}, {{compare.c1.at.d.12}}"))
        .containsExactly("+0.3000 ± 0.2121, −0.0500");
  }

  @Test
  void comparesTheBestAndTheWorstOfSeveral() throws IOException {
    String both = "d, paper/youtube-faces";
    assertThat(fill(yaml(both, "left: ddh, right: best of cnn"), "{{compare.c0.table}}"))
        .containsExactly(
            "| table | 12 bits | 24 bits | 36 bits | 48 bits | above 0 |",
            "|---|---:|---:|---:|---:|---:|",
            "| d | −0.0500 ± 0.1414 (ddh − lsh+cnn) | – | – | – | 0 of 1 |",
            "| the paper, YouTube Faces | +0.0026 (ddh − sdh+cnn) | +0.1175 (ddh − fasth+cnn)"
                + " | +0.0358 (ddh − fasth+cnn) | +0.0522 (ddh − fasth+cnn) | 4 of 4 |",
            "",
            "Rows without results: itq+cnn, bre+cnn, ksh+cnn, sdh+cnn, fasth+cnn (d).");
    assertThat(fill(yaml("d", "left: worst of ddh dsh, right: lsh"), "{{compare.c0.table}}"))
        .element(2)
        .isEqualTo("| d | +0.0500 (dsh − lsh) | – | 1 of 1 |");
    assertThat(fill(yaml(both, "left: cnnh, right: dsh"), "{{compare.c0.table}}"))
        .noneMatch(line -> line.startsWith("| d |"));
    assertThat(
            fill(yaml("d", "left: ddh@12, right: best of dsh@48 cnnh@48"), "{{compare.c0.table}}"))
        .contains("| table | left − right | above 0 |")
        .contains("| d | +0.0500 ± 0.1414 (ddh@12 − dsh@48) | 1 of 1 |");
  }

  @Test
  void countsFillTheFieldsOfALine() throws IOException {
    String yaml =
        yaml(
            "d, paper/facescrub",
            "left: lsh+cnn, right: ddh",
            "left: ddh, right: ddh",
            "left: cnn, right: lbp, pairwise: true",
            "left: cnnh, right: ddh");
    assertThat(fill(yaml, "| x | {{compare.c0.above}} |"))
        .containsExactly("| x | 1 of 1 | 0 of 4 |");
    assertThat(fill(yaml, "| x | {{compare.c1.above}} |"))
        .containsExactly("| x | 0 of 2, level at 2 | 0 of 4, level at 4 |");
    assertThat(fill(yaml, "{{compare.c2.above}}")).first().asString().startsWith("1 of 2 | ");
    assertThat(fill(yaml, "{{compare.c3.above}}")).containsExactly("– | –");
  }

  @Test
  void pairsOfRows() throws IOException {
    assertThat(fill(yaml("d", "left: cnn, right: lbp, pairwise: true"), "{{compare.c0.table}}"))
        .endsWith("| d | 1 of 2, least −0.0500 (sh) | – |");
  }

  @Test
  void ranksAndTheirCorrelation() throws IOException {
    assertThat(fill(yaml("d"), "{{ranks}}"))
        .contains(
            "| ddh | 0.3500 ± 0.0707 (2) |",
            "| lsh+cnn | 0.4000 ± 0.0707 (1) |",
            "| sh | 0.2000 (3) |");
    // lsh 6, sh 3, lsh+cnn 1, sh+cnn 4, dsh 5, ddh 2 beside 5, 4, 3, 2, 6, 1: 1 − 6 · 12 / 210
    assertThat(fill(yaml("d, paper/youtube-faces"), "{{correlations}}"))
        .endsWith("| d | 1.00 | 0.66 |", "| the paper, YouTube Faces | 0.66 | 1.00 |");
  }

  @Test
  void howItWasTrainedAndWhereItIsFrom() throws IOException {
    String yaml = yaml("d, paper/facescrub");
    assertThat(fill(yaml, "{{d.training}}")).element(2).isEqualTo("| ddh | 9 | 8–9 | 5 | 2–5 |");
    assertThat(fill(yaml, "{{provenance}}").subList(2, 4))
        .containsExactly(
            "| d | lsh, sh, lsh+cnn, sh+cnn, dsh, ddh | 8 | abc | 17 | C |",
            "| d | lsh+cnn, dsh, ddh | 4 | abc (changed) | 17 | C |");
  }

  @Test
  void allRowsOfATable() throws IOException {
    assertThat(fill(yaml("d"), "{{d.maps}}")).element(2).isEqualTo("| lsh | 0.0500 | – |");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{d.map.ddh.24}}    | unknown name 'd.map.ddh.24'; valid here: 12, 48
          {{d.map.nobody.12}} | unknown name 'd.map.nobody.12'; valid here: ddh, dsh, lsh
          {{nowhere.maps}}    | unknown name 'nowhere.maps'; valid here: compare, correlations, d,
          {{compare.c2.table}}| unknown name 'compare.c2.table'; valid here: c0, c1
          {{d.twins}}         | d: no near twins are stored
          {{#d}}              | Failed to close 'd' tag
          {{compare.c1.table}}| nothing to compare; valid: rows that one of the tables has
          {{compare.c1.at.d.12}}| unknown name 'compare.c1.at.d.12'
          """)
  void saysWhichLineIsWrong(String line, String message) {
    String yaml = yaml("d", "left: ddh, right: dsh", "left: cnnh, right: ddh");
    assertThatThrownBy(() -> fill(yaml, "fine\n" + line))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("page.in.md: line 9: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tables: [nowhere]                                  | no finished cell; valid: a data set with
          tables: [paper/lfw]                                | valid: paper/youtube-faces, paper/face
          compare: {c: {left: ddh}}                          | ''; valid: ROW, ROW@BITS
          compare: {c: {left: ddh, right: lsh sh}}           | 'lsh sh'; valid: ROW, ROW@BITS, best of
          compare: {c: {left: cnn, right: deep, pairwise: true}} | valid: the same number of rows
          """)
  void saysWhichDataIsWrong(String yaml, String message) {
    String tables = yaml.startsWith("tables") ? "" : "tables: [d]\n";
    assertThatThrownBy(() -> fill(tables + yaml + "\n", "fine"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("page.in.md: ")
        .hasMessageContaining(message);
  }
}
