package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenances;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperFigureTest {
  private static DatasetResults results(Cell... cells) {
    return DatasetResults.of("faces-wild", List.of(cells), PaperTable.load(), List.of());
  }

  private static List<DrawnFigure> draw(String name, DatasetResults results) {
    return Figures.load().all().stream()
        .filter(figure -> figure.name().equals(name))
        .flatMap(figure -> figure.draw(results).stream())
        .toList();
  }

  private static Cell cell(String method, int bits, double map) {
    Cell cell = TestCells.done("faces-wild", method, bits, 1, map);
    double[] n = {1, 1000, 2000};
    cell.curves()
        .put("precision.at.n", Map.of("n", n, "precision", new double[] {map, map / 2, 0.01}));
    return cell;
  }

  @Test
  void threePanelsOfThePapersSeries() {
    DatasetResults results =
        results(
            cell("ddh", 24, 0.4),
            cell("ddh", 48, 0.5),
            cell("sdh+cnn", 48, 0.25),
            cell("sdh", 48, 0.2),
            cell("ddh+aug", 48, 0.6));
    DrawnFigure figure = draw("paper-curves", results).get(0);
    assertThat(figure.name()).isEqualTo("paper-curves");
    assertThat(figure.wide()).isTrue();
    List<LineChart> panels = ((PanelChart) figure.chart()).panels();
    assertThat(panels)
        .extracting(LineChart::title)
        .containsExactly(
            "(a) Precision within Hamming radius 2",
            "(b) Precision–recall at 48 bits",
            "(c) Precision at N at 48 bits");
    for (LineChart panel : panels) {
      assertThat(panel.series()).extracting(Series::name).containsExactly("sdh+cnn", "ddh");
    }
    Series ddh = panels.get(0).series().get(1);
    assertThat(ddh.x()).containsExactly(24, 48);
    assertThat(ddh.y()).containsExactly(0.2, 0.25);
    assertThat(panels.get(2).series().get(1).x()).containsExactly(1, 1000);
    assertThat(figure.csv())
        .startsWith("panel,method,bits,x,y,seeds\na,sdh+cnn,48,48,0.125,1\na,ddh,24,24,0.2,1\n")
        .contains("\nb,ddh,48,0,0.5,1\n")
        .contains("\nc,ddh,48,1000,0.25,1\n")
        .doesNotContain(",2000,")
        .doesNotContain("sdh,48")
        .doesNotContain("aug");
  }

  /** The curve of the ranking where all cells have it, else of none. */
  @Test
  void panelBIsOfOneKind() {
    Cell one = TestCells.withCurves("faces-wild", "ddh", 48, 1, 0.5);
    Cell two = TestCells.withCurves("faces-wild", "dsh", 48, 1, 0.25);
    Cell before = TestCells.done("faces-wild", "cnnh", 48, 1, 0.25);
    DrawnFigure all = draw("paper-curves", results(one, two)).get(0);
    LineChart panel = ((PanelChart) all.chart()).panels().get(1);
    assertThat(panel.caption()).isEqualTo("of the ranking");
    assertThat(panel.series().get(0).y()).hasSize(101).containsOnly(0.25);
    assertThat(all.csv()).contains("\nb,ddh,48,0.01,0.5,1\n");
    DrawnFigure mixed = draw("paper-curves", results(one, two, before)).get(0);
    panel = ((PanelChart) mixed.chart()).panels().get(1);
    assertThat(panel.caption()).isEqualTo("by radius, mean over queries");
    assertThat(panel.series()).hasSize(3);
    assertThat(mixed.csv()).doesNotContain("\nb,ddh,48,0.01,0.5,1\n");
  }

  @Test
  void noneOfThemNoFigure() {
    assertThat(draw("paper-curves", results(cell("sdh", 48, 0.2)))).isEmpty();
    assertThat(draw("training", results(cell("ddh", 48, 0.2)))).isEmpty();
  }

  private static Cell trained(String method, int bits, long seed, String key, Object facts) {
    Cell cell = TestCells.done("faces-wild", method, bits, seed, 0.5);
    Map<String, ?> config = Map.of("features", Map.of("name", "cnn"));
    return Provenances.with(cell, Map.of(key, facts, "config", config));
  }

  @Test
  void aPanelForEveryNetwork() {
    Map<String, Object> watched =
        Map.of(
            "loss_by_epoch",
            List.of(3.5, 2, 1.25),
            "validation_loss_by_epoch",
            List.of(4.0, 2.5, 2.75),
            "best_epoch",
            2);
    Map<String, Object> unwatched = Map.of("loss_by_epoch", List.of(9, 8.5), "best_epoch", 2);
    List<Cell> cells = new ArrayList<>();
    cells.add(trained("ddh", 48, 1, "facts", watched));
    cells.add(trained("ddh", 48, 2, "facts", unwatched));
    cells.add(trained("ddh", 24, 1, "facts", unwatched));
    cells.add(trained("lsh+cnn", 24, 1, "featureFacts", unwatched));
    cells.add(trained("sdh+cnn", 48, 1, "featureFacts", unwatched));
    cells.add(trained("sdh", 48, 1, "facts", Map.of("iterations", 5)));
    DrawnFigure figure = draw("training", results(cells.toArray(Cell[]::new))).get(0);
    assertThat(figure.csv())
        .isEqualTo(
            """
            network,seed,epoch,loss,validation_loss,kept
            cnn features,1,1,9,,0
            cnn features,1,2,8.5,,1
            ddh,1,1,3.5,4,0
            ddh,1,2,2,2.5,1
            ddh,1,3,1.25,2.75,0
            ddh,2,1,9,,0
            ddh,2,2,8.5,,1
            """);
    List<LineChart> panels = ((PanelChart) figure.chart()).panels();
    assertThat(panels).extracting(LineChart::title).containsExactly("cnn features", "ddh");
    assertThat(panels.get(0).series()).hasSize(2); // nothing was watched
    LineChart ddh = panels.get(1);
    assertThat(ddh.caption()).isEqualTo("seed 1, kept epoch 2 of 3");
    assertThat(ddh.series()).hasSize(3);
    assertThat(ddh.series().get(2).y()).containsExactly(2.5);
    assertThat(ddh.series().get(0).x()).containsExactly(1, 2, 3);
  }
}
