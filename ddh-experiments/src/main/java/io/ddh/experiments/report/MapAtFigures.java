package io.ddh.experiments.report;

import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import java.util.List;
import java.util.regex.Pattern;

/** MAP of the first k against code length, one figure for each k that some cell has. */
public final class MapAtFigures extends NamedFigure {
  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public MapAtFigures() {
    super("map-at", "MAP of the first k");
  }

  @Override
  public Pattern files() {
    return Pattern.compile("map-at-\\d+-(hits|relevant)");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return data.cells().stream()
        .flatMap(cell -> cell.metrics().keySet().stream())
        .filter(key -> key.startsWith("map@"))
        .distinct()
        .sorted()
        .flatMap(
            key -> {
              String what = Metrics.find(key).map(MetricInfo::name).orElse(key);
              String name = key.replace("map@", "map-at-").replace('/', '-');
              return LengthCurves.figure(data, name, what, key).stream();
            })
        .toList();
  }
}
