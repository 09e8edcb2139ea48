package io.ddh.experiments.report;

import io.ddh.experiments.report.chart.Axis;
import java.util.List;

/** Precision–recall of the ranking, if all cells have it. */
public final class RankingFigure extends NamedFigure {
  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public RankingFigure() {
    super("precision-recall-ranking", "Precision–recall of the ranking");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    int bits = data.shownBits();
    PrecisionRecall curves = new PrecisionRecall(data, data.rows(), bits);
    if (!curves.hasRanking()) {
      return List.of();
    }
    return RowPanels.figure(
        data,
        name() + "-" + bits,
        title() + " at " + bits + " bits",
        data.caption() + "; mean over queries, ties by expectation",
        Axis.unit("Recall"),
        Axis.auto("Precision"),
        curves.byRecall());
  }
}
