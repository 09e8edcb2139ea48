package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import java.util.List;

/** Precision within Hamming radius 2 against code length. */
public final class RadiusFigure implements Figure {
  @Override
  public String name() {
    return "precision-radius2";
  }

  @Override
  public String title() {
    return "Precision within Hamming radius 2";
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return LengthCurves.figure(data, name(), title(), Metrics.PRECISION_RADIUS_2);
  }
}
