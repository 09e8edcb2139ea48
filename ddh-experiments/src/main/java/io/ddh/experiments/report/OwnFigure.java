package io.ddh.experiments.report;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A figure of this program: how it is drawn, under a name and a title.
 *
 * @param name as {@link Figure#name}
 * @param title as {@link Figure#title}
 * @param ending what follows the name in the names of its files, as a regular expression
 * @param drawing draws it
 */
record OwnFigure(
    String name,
    String title,
    String ending,
    BiFunction<OwnFigure, FigureData, List<DrawnFigure>> drawing)
    implements Figure {

  /** All of them, in the order of the page. */
  static final List<Figure> ALL =
      List.of(
          figure(
              "precision-recall",
              "Precision–recall by Hamming radius",
              CurveFigures::precisionRecall),
          figure(
              "precision-recall-ranking", "Precision–recall of the ranking", CurveFigures::ranking),
          figure("precision-radius2", "Precision within Hamming radius 2", CurveFigures::radius2),
          figure("precision-at-n", "Precision at N", CurveFigures::atN),
          figure("map", "MAP", CurveFigures::map),
          figure("paper-curves", "Panels of the paper's Figures 2 and 3", CurveFigures::paper),
          figure("training", "Training of the networks", TrainingFigure::draw),
          new OwnFigure(
              "map-at", "MAP of the first k", "-\\d+-(hits|relevant)", CurveFigures::mapAt),
          new OwnFigure(
              "variants",
              "A row beside its variants: MAP, validation loss",
              "-.+",
              VariantFigures::draw));

  private static OwnFigure figure(
      String name, String title, BiFunction<OwnFigure, FigureData, List<DrawnFigure>> drawing) {
    return new OwnFigure(name, title, "(-\\d+)?", drawing);
  }

  @Override
  public Pattern files() {
    return Pattern.compile(Pattern.quote(name) + ending);
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return drawing.apply(this, data);
  }
}
