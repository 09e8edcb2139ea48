package io.ddh.experiments.report;

import io.ddh.experiments.report.chart.Axis;
import java.util.List;

/**
 * Precision–recall by Hamming radius: pooled, or for cells of older versions the mean over queries.
 */
public final class PrecisionRecallFigure extends NamedFigure {
  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public PrecisionRecallFigure() {
    super("precision-recall", "Precision–recall by Hamming radius");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    int bits = data.shownBits();
    PrecisionRecall curves = new PrecisionRecall(data, data.rows(), bits);
    boolean pooled = curves.hasPooled();
    int seeds = data.seeds().size();
    String of = seeds == 1 ? "one seed" : seeds + " seeds";
    return RowPanels.figure(
        data,
        name() + "-" + bits,
        (pooled ? title() + " at " : "Precision–recall, mean over queries, at ") + bits + " bits",
        pooled
            ? data.title() + ", all query–gallery pairs of " + of + " pooled"
            : data.caption() + "; a query that finds nothing counts 0",
        Axis.unit("Recall"),
        Axis.auto("Precision"),
        curves.byRadius());
  }
}
