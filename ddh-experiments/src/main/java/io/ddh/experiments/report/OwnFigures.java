package io.ddh.experiments.report;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The built-in figures with their names and titles. These figures are registered in the same way as
 * figures of other programs.
 */
public abstract class OwnFigures implements Figure {
  private final String name;
  private final String title;
  private final BiFunction<Figure, FigureData, List<DrawnFigure>> drawing;

  private OwnFigures(
      String name, String title, BiFunction<Figure, FigureData, List<DrawnFigure>> drawing) {
    this.name = name;
    this.title = title;
    this.drawing = drawing;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    return drawing.apply(this, data);
  }

  /** Precision and recall at each Hamming radius. */
  public static final class PrecisionRecallFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public PrecisionRecallFigure() {
      super(
          "precision-recall", "Precision–recall by Hamming radius", CurveFigures::precisionRecall);
    }
  }

  /** Precision and recall of the ranked gallery. */
  public static final class RankingFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public RankingFigure() {
      super("precision-recall-ranking", "Precision–recall of the ranking", CurveFigures::ranking);
    }
  }

  /** Precision within Hamming radius 2 against code length. */
  public static final class RadiusFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public RadiusFigure() {
      super("precision-radius2", "Precision within Hamming radius 2", CurveFigures::radius2);
    }
  }

  /** Precision of the N nearest images against N. */
  public static final class PrecisionAtNFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public PrecisionAtNFigure() {
      super("precision-at-n", "Precision at N", CurveFigures::atN);
    }
  }

  /** MAP against code length. */
  public static final class MapFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public MapFigure() {
      super("map", "MAP", CurveFigures::map);
    }
  }

  /** The panels of the paper's Figures 2 and 3. */
  public static final class PaperFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public PaperFigure() {
      super("paper-curves", "Panels of the paper's Figures 2 and 3", CurveFigures::paper);
    }
  }

  /** Loss and validation value of each epoch. */
  public static final class LearningFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public LearningFigure() {
      super("training", "Training of the networks", TrainingFigure::draw);
    }
  }

  /** MAP of the first k results against code length, one figure for each k. */
  public static final class MapAtFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public MapAtFigure() {
      super("map-at", "MAP of the first k", CurveFigures::mapAt);
    }

    @Override
    public Pattern files() {
      return Pattern.compile(name() + "-\\d+-(hits|relevant)");
    }
  }

  /** Comparison of each row with its variants, one figure for each row that has variants. */
  public static final class VariantFigure extends OwnFigures {
    /** Creates the figure; called by the service loader. */
    public VariantFigure() {
      super("variants", "Rows and their variants: MAP, validation loss", VariantFigures::draw);
    }

    @Override
    public Pattern files() {
      return Pattern.compile(name() + "-.+");
    }
  }
}
