package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.ImageShape;
import java.util.Collection;

/** How a row and a data set go together: asked before anything is trained. */
public final class Suitability {
  private Suitability() {}

  /**
   * Says that settings were changed to suit few images.
   *
   * @param changes for example {@code ddh.batch=16}
   */
  public static String fewImages(int images, Collection<String> changes) {
    return "few images to learn from ("
        + images
        + "), so "
        + String.join(", ", changes)
        + "; --set overrides";
  }

  /**
   * Refuses a cell whose method, or the features that it learns from, can't take the images.
   *
   * @throws BadInputException naming the data set, the size of its images and what is valid
   */
  static void check(PlannedCell cell, ImageShape shape) {
    try {
      if (cell.features().isPresent()) {
        FeaturePlan features = cell.features().get();
        features.method().checkImages(shape);
        cell.method().checkBits(cell.bits(), features.method().dimension(features.output(), shape));
      } else {
        cell.method().checkImages(shape);
      }
    } catch (BadInputException | IllegalArgumentException e) {
      throw new BadInputException(
          cell.dataset().where()
              + ": datasets."
              + cell.dataset().name()
              + " has images of "
              + shape
              + ", row "
              + cell.row()
              + " can't learn "
              + cell.bits()
              + " bits from them: "
              + e.getMessage(),
          e);
    }
  }
}
