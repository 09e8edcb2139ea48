package io.ddh.experiments.report;

import java.util.List;

/** The panels of the paper's Figures 2 and 3, beside each other. */
public final class PaperFigure implements Figure {
  @Override
  public String name() {
    return "paper-curves";
  }

  @Override
  public String title() {
    return "Panels of the paper's Figures 2 and 3";
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return new PaperPanels(data).figure(name(), title());
  }
}
