package io.ddh.experiments.report;

import io.ddh.experiments.report.chart.Axis;
import java.util.List;

/** Precision–recall by Hamming radius: pooled, or of cells from before the mean over queries. */
public final class PrecisionRecallFigure implements Figure {
  @Override
  public String name() {
    return "precision-recall";
  }

  @Override
  public String title() {
    return "Precision–recall by Hamming radius";
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    int bits = data.shownBits();
    PrecisionRecall curves = new PrecisionRecall(data, data.rows(), bits);
    boolean pooled = curves.hasPooled();
    return RowPanels.figure(
        data,
        name() + "-" + bits,
        (pooled
                ? "Precision–recall by Hamming radius at "
                : "Precision–recall, mean over queries, at ")
            + bits
            + " bits",
        pooled
            ? curves.pooledCaption(data)
            : data.caption() + "; a query that finds nothing counts 0",
        Axis.unit("Recall"),
        Axis.auto("Precision"),
        (pooled ? curves.pooled() : curves.macro())
            .stream().map(PrecisionRecall.Curve::series).toList(),
        curves.radiusCsv());
  }
}
