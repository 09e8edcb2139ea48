package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import java.util.List;

/** Precision within Hamming radius 2 against code length. */
public final class RadiusFigure extends NamedFigure {
  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public RadiusFigure() {
    super("precision-radius2", "Precision within Hamming radius 2");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return LengthCurves.figure(data, name(), title(), Metrics.PRECISION_RADIUS_2);
  }
}
