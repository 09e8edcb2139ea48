package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.cli.ReportCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportTest {
  @TempDir Path dir;

  private void store(Cell... cells) throws IOException {
    for (Cell cell : cells) {
      CellStore.write(dir, cell);
    }
  }

  private void storeFaces() throws IOException {
    store(
        TestCells.done("faces-wild", "ddh", 12, 1, 0.25),
        TestCells.done("faces-wild", "ddh", 12, 2, 0.5),
        TestCells.done("faces-wild", "ddh", 24, 1, 0.75),
        TestCells.failed("faces-wild", "ddh", 24, 2, "out of <memory> & time"),
        TestCells.done("faces-wild", "lsh", 12, 1, 0.125),
        TestCells.done("faces-wild", "lsh", 12, 2, 0.125),
        TestCells.failed("faces-wild", "zeta", 12, 1, "no"),
        TestCells.failed("faces-wild", "zeta", 12, 2, "no"));
  }

  private Report.Made write() throws IOException {
    return Report.write(dir, dir.resolve("work"), List.of());
  }

  private String read(String file) throws IOException {
    return Files.readString(dir.resolve(file));
  }

  @Test
  void tablesAreExactlyThese() throws IOException {
    storeFaces();
    write();
    assertThat(read("faces-wild/table1.csv"))
        .isEqualTo("method,12,24\nlsh,0.1250,\nddh,0.3750,0.7500\nzeta,failed,\n");
    // (0.5 − 0.25)/√2 = 0.17678
    assertThat(read("faces-wild/table1_sd.csv"))
        .isEqualTo("method,12,24\nlsh,0.0000,\nddh,0.1768,\nzeta,,\n");
    assertThat(read("faces-wild/cells.csv"))
        .isEqualTo(
            """
            dataset,method,bits,seed,metric,value
            faces-wild,lsh,12,1,map,0.125
            faces-wild,lsh,12,1,precision.radius2,0.0625
            faces-wild,lsh,12,2,map,0.125
            faces-wild,lsh,12,2,precision.radius2,0.0625
            faces-wild,ddh,12,1,map,0.25
            faces-wild,ddh,12,1,precision.radius2,0.125
            faces-wild,ddh,12,2,map,0.5
            faces-wild,ddh,12,2,precision.radius2,0.25
            faces-wild,ddh,24,1,map,0.75
            faces-wild,ddh,24,1,precision.radius2,0.375
            """);
    assertThat(read("faces-wild/table1.md"))
        .contains("# MAP on faces-wild (synthetic faces)")
        // Two of four relevant: q = 1/3, H_4 = 25/12: 1/3 + 2/3·25/48 = 0.6806.
        .contains("Chance level (random order): 0.6806.")
        .contains("over 2 seeds: 1, 2.")
        .contains("| method | 12 bits | 24 bits |\n|---|---:|---:|\n")
        .contains("| lsh | 0.1250 ± 0.0000 |  |\n")
        .contains("| ddh | **0.3750 ± 0.1768** | **0.7500 (1 of 2 seeds)** |\n")
        .contains("| zeta | failed |  |\n")
        .contains("DDQH")
        .contains("- WARNING: ddh-24-s2 failed: out of &lt;memory> &amp; time")
        .doesNotContain("class-id")
        .doesNotContain("paper |");
  }

  @Test
  void pointsOfFiguresAreMeansOverSeeds() throws IOException {
    storeFaces();
    write();
    assertThat(dir.resolve("faces-wild/figures"))
        .isDirectoryContaining("glob:**/precision-recall-24.png")
        .isDirectoryContaining("glob:**/precision-at-n-24.png")
        .isDirectoryContaining("glob:**/precision-radius2.png")
        .isDirectoryContaining("glob:**/map.png");
    assertThat(read("faces-wild/figures/map.csv"))
        .startsWith("method,bits,mean,sd,seeds\nlsh,12,0.125,0,2\nddh,12,0.375,0.1767766952966")
        .endsWith("ddh,24,0.75,0,1\n");
    assertThat(read("faces-wild/figures/precision-recall-24.csv"))
        .startsWith(
            "method,bits,radius,recall.macro,precision.macro,empty,seeds\nddh,24,0,0,0.75,1,1\n")
        .hasLineCount(26);
    // With 48 bits at hand the curves are at 48, not at the largest; the old ones go.
    store(
        TestCells.done("faces-wild", "ddh", 48, 1, 0.25),
        TestCells.done("faces-wild", "ddh", 48, 2, 0.75),
        TestCells.done("faces-wild", "ddh", 64, 1, 0.5));
    Path other = dir.resolve("faces-wild/figures/t-sne-24.png");
    Files.writeString(other, "somebody else's");
    write();
    assertThat(dir.resolve("faces-wild/figures/precision-recall-24.png")).doesNotExist();
    assertThat(dir.resolve("faces-wild/figures/precision-at-n-24.csv")).doesNotExist();
    assertThat(other).exists();
    assertThat(read("faces-wild/figures/precision-recall-48.csv"))
        .contains("\nddh,48,0,0,0.5,1.5,2\n");
    assertThat(read("faces-wild/figures/precision-at-n-48.csv"))
        .isEqualTo("method,bits,n,precision,seeds\nddh,48,1,0.5,2\nddh,48,10,0.125,2\n");
  }

  @Test
  void aCurveOfAnotherLengthIsRefusedByName() throws IOException {
    Cell good = TestCells.done("x", "ddh", 12, 1, 0.5);
    Cell odd = TestCells.done("x", "ddh", 12, 2, 0.5);
    odd.curves().put("precision.at.n", Map.of("n", new double[1], "precision", new double[1]));
    store(good, odd);
    assertThatThrownBy(() -> write())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x/cells/ddh-12-s2")
        .hasMessageContaining("found 1 points, valid: 2 points");
  }

  @Test
  void curvesOfTheWrongLengthAreRefusedBeforeAnythingIsWritten() throws IOException {
    Cell cell = TestCells.withCurves("x", "ddh", 12, 1, 0.5);
    double[] counts = new double[13];
    double[] more = counts.clone();
    more[3] = 1;
    double[] half = counts.clone();
    half[3] = 0.5;
    String valid = "valid: 13 whole numbers, for distance 0 to 12";
    String pooled = "precision.recall.pooled";
    refused(
        cell,
        pooled,
        Map.of("pairs", new double[12], "relevant", counts),
        "found 12 numbers, " + valid);
    refused(
        cell,
        pooled,
        Map.of("pairs", counts, "relevant", new double[14]),
        "relevant': found 14 numbers");
    refused(cell, pooled, Map.of("pairs", half, "relevant", counts), "pairs': found 0.5, " + valid);
    refused(
        cell,
        pooled,
        Map.of("pairs", counts, "relevant", more),
        "found 1 at distance 3, valid: at most the 0 pairs");
    refused(cell, pooled, Map.of("pairs", counts), "column 'relevant': found columns [pairs]");
    refused(cell, pooled, null, "column 'pairs': found columns [], valid: pairs");
    String ranking = "precision.recall.ranking";
    refused(
        cell,
        ranking,
        Map.of("precision", new double[100]),
        "found 100 numbers, valid: 101 numbers from 0 to 1");
    double[] above = new double[101];
    above[7] = 1.5;
    refused(cell, ranking, Map.of("precision", above), "found 1.5, valid: 101 numbers from 0 to 1");
  }

  private void refused(Cell good, String curve, Map<String, double[]> columns, String message)
      throws IOException {
    Map<String, Map<String, double[]>> curves = new TreeMap<>(good.curves());
    curves.put(curve, columns);
    Cell bad =
        new Cell(
            good.format(),
            good.dataset(),
            good.synthetic(),
            good.method(),
            good.bits(),
            good.seed(),
            good.status(),
            good.reason(),
            good.metrics(),
            curves,
            good.averagePrecision(),
            good.provenance());
    store(bad);
    assertThatThrownBy(() -> write())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x/cells/ddh-12-s1: curve '" + curve + "'")
        .hasMessageContaining(message);
    assertThat(dir.resolve("x/cells.csv")).doesNotExist();
  }

  @Test
  void figuresOfMapOfTheFirstComeAndGoWithTheirMetrics() throws IOException {
    Cell cell = TestCells.withCurves("x", "ddh", 12, 1, 0.5);
    cell.metrics().put("map@10/hits", 0.25);
    cell.metrics().put("map@10/relevant", 0.125);
    store(cell);
    write();
    assertThat(read("x/figures/map-at-10-hits.csv"))
        .isEqualTo("method,bits,mean,sd,seeds\nddh,12,0.25,0,1\n");
    assertThat(dir.resolve("x/figures/map-at-10-relevant.png")).exists();
    assertThat(dir.resolve("x/figures/precision-recall-ranking-12.png")).exists();
    assertThat(read("report.html")).contains("MAP@10 by hits against code length");
    store(TestCells.done("x", "ddh", 12, 1, 0.5));
    write();
    assertThat(dir.resolve("x/figures/map-at-10-hits.csv")).doesNotExist();
    assertThat(dir.resolve("x/figures/precision-recall-ranking-12.png")).doesNotExist();
    assertThat(dir.resolve("x/figures/precision-recall-12.png")).exists();
  }

  @Test
  void putsThePapersNumbersBesideOursOnlyOnItsDataSets() throws IOException {
    store(
        TestCells.done("youtube-faces", "ddh", 48, 1, 0.9),
        TestCells.done("youtube-faces", "sdh", 48, 1, 0.2),
        TestCells.failed("youtube-faces", "lsh", 48, 1, "no"),
        TestCells.done("youtube-faces", "random", 48, 1, 0.001),
        TestCells.done("lfw10", "ddh", 48, 1, 0.3));
    write();
    assertThat(read("youtube-faces/table1.md"))
        .contains("| method | 48 bits | paper | ours − paper |")
        .contains("| ddh | **0.9000** | 0.9068 | −0.0068 |")
        .contains("| sdh | 0.2000 | 0.1613 | +0.0387 |")
        .contains("| lsh | failed | 0.0773 |  |")
        .contains("| random | 0.0010 |  |  |")
        .contains("IJCAI, 2017. Table 1")
        .contains("One seed: 1.")
        .doesNotContain("ynthetic");
    assertThat(read("lfw10/table1.md")).doesNotContain("| paper |");
    assertThat(read("youtube-faces/table1.csv"))
        .isEqualTo("method,48\nlsh,failed\nsdh,0.2000\nddh,0.9000\nrandom,0.0010\n");
    assertThat(dir.resolve("lfw10/table1_sd.csv")).doesNotExist();
  }

  @Test
  void pageEscapesTextAndNeedsNoOtherFile() throws IOException {
    storeFaces();
    store(
        TestCells.cell("lfw10", "<script>", 12, 1, "done", "", 0.5, "bbbb"),
        TestCells.cell("lfw10", "lsh", 12, 1, "done", "", 0.5, "bbbb"),
        TestCells.cell("lfw10", "sh", 12, 1, "done", "", 0.5, "cccc"));
    write();
    String html = read("report.html");
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("&lt;script&gt;")
        .doesNotContain("<script")
        .contains("ddh-24-s2 failed: out of &lt;memory&gt; &amp; time")
        .contains("17.0.1 &lt;b&gt;")
        .contains("Some CPU &amp; Co")
        .contains("2 people left out: too few images")
        .contains("<td class=\"bad\">failed</td>")
        .contains("made from other data than the rest: sh-12-s1")
        .contains("<td class=\"bad\">cccc</td>")
        .contains("<td class=\"number\">bbbb</td>")
        .contains("0123456789 (dirty)")
        .contains("faces-wild (synthetic faces)")
        .contains("<td>1.8</td><td>321</td>")
        .doesNotContainPattern("(src|href)=\"(?!#|data:)")
        .doesNotContainPattern("url\\(|@import|<link rel=\"stylesheet");
    // Every element that is opened is closed.
    for (String tag : new String[] {"table", "tr", "td", "section", "ul", "figure", "div"}) {
      assertThat(html.split("<" + tag + "[ >]", -1))
          .hasSameSizeAs(html.split("</" + tag + ">", -1));
    }
  }

  @Test
  void sameCellsGiveSameBytes() throws IOException {
    storeFaces();
    write();
    Map<String, String> first = snapshot();
    assertThat(first).containsKeys("report.html", "faces-wild/figures/map.png");
    write();
    assertThat(snapshot()).isEqualTo(first);
  }

  @Test
  void removedCellsDisappear() throws IOException {
    storeFaces();
    write();
    for (String id :
        new String[] {"lsh-12-s1", "lsh-12-s2", "ddh-12-s2", "ddh-24-s2", "zeta-12-s2"}) {
      Files.delete(CellStore.file(dir, "faces-wild", id));
    }
    write();
    assertThat(read("faces-wild/table1.csv"))
        .isEqualTo("method,12,24\nddh,0.2500,0.7500\nzeta,failed,\n");
    assertThat(dir.resolve("faces-wild/table1_sd.csv")).doesNotExist();
    assertThat(read("faces-wild/cells.csv")).doesNotContain("lsh");
    assertThat(read("report.html")).doesNotContain("lsh-12-s1").doesNotContain("ddh-12-s2");
    for (String id : new String[] {"ddh-12-s1", "ddh-24-s1", "zeta-12-s1"}) {
      Files.delete(CellStore.file(dir, "faces-wild", id));
    }
    write();
    assertThat(read("faces-wild/table1.csv")).isEqualTo("method\n");
    assertThat(dir.resolve("faces-wild/figures")).isEmptyDirectory();
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    assertThatThrownBy(() -> Report.write(dir.resolve("none"), dir.resolve("work"), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none: no such folder");
    store(TestCells.done("x", "ddh", 12, 1, 0.5));
    Files.move(dir.resolve("x"), dir.resolve("y"));
    assertThatThrownBy(() -> write())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("data set 'x'; valid in this folder: 'y'");
    assertThat(dir.resolve("report.html")).doesNotExist();
  }

  @Test
  void commandPrintsThePage() throws IOException {
    storeFaces();
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new ReportCommand())
            .setOut(new PrintWriter(out))
            .execute("--results", dir.toString(), "--work", dir.resolve("none").toString());
    assertThat(exit).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "t-SNE maps left out, because the codes of these cells are not under "
                + dir.resolve("none")
                + ": faces-wild ddh-24-s1",
            "no retrievals under " + dir.resolve("none") + ": faces-wild ddh-24-s1",
            "report: " + dir.resolve("report.html"));
    assertThat(read("report.html")).contains("t-SNE maps left out", "none: ddh-24-s1</p>");
  }

  @Test
  void collapsedCodesAreMarkedInEveryTable() throws IOException {
    store(
        TestCells.collapsed("faces-wild", "ddh", 12, 1, 0.25),
        TestCells.done("faces-wild", "ddh", 12, 2, 0.5),
        TestCells.collapsed("faces-wild", "dsh", 12, 1, 0.125),
        TestCells.collapsed("faces-wild", "dsh", 12, 2, 0.125));
    write();
    assertThat(read("faces-wild/table1.csv"))
        .isEqualTo("method,12\ndsh,0.1250 collapsed\nddh,0.3750 collapsed\n");
    assertThat(read("faces-wild/cells.csv"))
        .contains("ddh,12,1,collapsed,1.0\n")
        .doesNotContain("ddh,12,2,collapsed");
    assertThat(read("faces-wild/table1.md"))
        .contains("| dsh | 0.1250 ± 0.0000 ‡ |")
        .contains("| ddh | **0.3750 ± 0.1768 ‡ (1 of 2 seeds)** |")
        .contains("- ‡: collapsed. The codes do not distinguish even the training images")
        .contains("- WARNING: ddh-12-s1 collapsed: MAP of 9");
    assertThat(read("report.html"))
        .contains("0.1250 ± 0.0000 ‡", "<li>‡: collapsed.", "class=\"bad\">ddh-12-s1 collapsed: ");
  }

  @Test
  void aLineForEachKindOfRemarkHoweverManyDataSets() throws IOException {
    storeFaces();
    store(TestCells.done("lfw10", "lsh", 12, 1, 0.5), TestCells.done("pie", "lsh", 12, 1, 0.5));
    assertThat(write().notes())
        .containsExactly(
            "t-SNE maps left out, because the codes of these cells are not under "
                + dir.resolve("work")
                + ": faces-wild ddh-24-s1",
            "no retrievals under "
                + dir.resolve("work")
                + ": faces-wild ddh-24-s1; lfw10 lsh-12-s1; pie lsh-12-s1");
  }

  @Test
  void aRunsOwnDataSetsComeFirst() throws IOException {
    storeFaces();
    store(TestCells.done("lfw10", "lsh", 12, 1, 0.5), TestCells.done("pie", "lsh", 12, 1, 0.5));
    Report.Made made = Report.write(dir, dir.resolve("work"), List.of("pie"));
    assertThat(made.notes())
        .containsExactly("no retrievals under " + dir.resolve("work") + ": pie lsh-12-s1");
    assertThat(made.tables())
        .startsWith("MAP on pie; chance 0.6806")
        .endsWith("table: " + dir.resolve("pie/table1.md"))
        .noneMatch(line -> line.contains("lfw10"));
    assertThat(dataSets()).containsExactly("pie", "faces-wild", "lfw10");
    assertThat(read("report.html")).contains("no retrievals under");
    write();
    assertThat(dataSets()).containsExactly("faces-wild", "lfw10", "pie");
  }

  /**
   * The data sets in the order of the page, which is so long that containsSubsequence takes 60 s.
   */
  private List<String> dataSets() throws IOException {
    return Pattern.compile("<h2>(faces-wild|lfw10|pie)")
        .matcher(read("report.html"))
        .results()
        .map(heading -> heading.group(1))
        .toList();
  }

  private Map<String, String> snapshot() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        files.put(
            dir.relativize(file).toString().replace('\\', '/'), HexFormat.of().formatHex(bytes));
      }
    }
    return files;
  }
}
