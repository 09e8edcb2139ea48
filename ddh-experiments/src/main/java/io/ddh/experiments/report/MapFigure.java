package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import java.util.List;

/** MAP against code length, with the level of a random order. */
public final class MapFigure implements Figure {
  @Override
  public String name() {
    return "map";
  }

  @Override
  public String title() {
    return "MAP";
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return LengthCurves.figure(data, name(), title(), Metrics.MAP);
  }
}
