package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import java.util.List;

/** MAP against code length, with the level of a random order. */
public final class MapFigure extends NamedFigure {
  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public MapFigure() {
    super("map", "MAP");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return LengthCurves.figure(data, name(), title(), Metrics.MAP);
  }
}
