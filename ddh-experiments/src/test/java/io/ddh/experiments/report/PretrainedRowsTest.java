package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenances;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows on networks from elsewhere stand apart, and are marked where the networks saw the data. */
class PretrainedRowsTest {
  private static Cell pretrained(String dataset, String method, double map) {
    Map<String, Object> from =
        Map.of("networks", "net 1234", "trainedOn", List.of("FaceScrub", "VGG Face"));
    Map<String, Object> config = Map.of("features", Map.of("name", "face", "pretrained", from));
    return Provenances.with(
        TestCells.withCurves(dataset, method, 48, 1, map), Map.of("config", config));
  }

  private static DatasetResults results(String dataset) {
    List<Cell> cells =
        List.of(
            pretrained(dataset, "itq+face", 0.8),
            TestCells.withCurves(dataset, "lsh", 48, 1, 0.25),
            pretrained(dataset, "face-euclidean", 0.97),
            TestCells.withCurves(dataset, "ddh", 48, 1, 0.5));
    return DatasetResults.of(dataset, cells, PaperTable.load(), List.of());
  }

  private static String markdown(DatasetResults results) {
    return Templates.render(Report.class, "table1.md", results);
  }

  @Test
  void standUnderAHeadingOfTheirOwnAndAreNeverTheBest() {
    DatasetResults results = results("photos");
    assertThat(markdown(results))
        .contains(
            """
            | method | 48 bits |
            |---|---:|
            | lsh | 0.2500 |
            | ddh | **0.5000** |
            | *pre-trained elsewhere* | |
            | itq+face | 0.8000 |
            | face-euclidean | 0.9700 |
            """)
        .contains("other data (FaceScrub, VGG Face)", "Networks: net 1234.")
        .doesNotContain("§");
    assertThat(results.table().ranked(48)).containsExactly("ddh", "lsh");
    assertThat(results.table().means())
        .isEqualTo("method,48\nlsh,0.2500\nddh,0.5000\nitq+face,0.8000\nface-euclidean,0.9700\n");
    assertThat(TerminalTable.of(results, Path.of("table1.md")))
        .containsSubsequence(
            "ddh             0.5000*", "pre-trained elsewhere:", "itq+face        0.8000");
  }

  @Test
  void areMarkedOnTheDataThatTheirNetworksSaw() {
    DatasetResults results = results("my-face_scrub-v2");
    assertThat(markdown(results))
        .contains("| itq+face § | 0.8000 |", "| lsh | 0.2500 |")
        .contains("- §: a network of this row was trained on FaceScrub, so it has seen images");
    assertThat(TerminalTable.of(results, Path.of("table1.md")))
        .contains("itq+face #        0.8000")
        .anyMatch(line -> line.endsWith("# its network was trained on this data set"));
  }

  @Test
  void haveTheirOwnPanelInFigures() {
    List<DrawnFigure> drawn = new OwnFigures.MapFigure().draw(results("photos"));
    assertThat(drawn).hasSize(1);
    assertThat(drawn.get(0).chart())
        .asString()
        .contains("Rows on networks pre-trained elsewhere", "Networks and references");
  }
}
