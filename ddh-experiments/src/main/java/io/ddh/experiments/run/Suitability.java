package io.ddh.experiments.run;

import io.ddh.data.BadInputException;
import io.ddh.data.ImageShape;

/** Whether a row can learn from images of a data set's size: asked before anything is trained. */
final class Suitability {
  private Suitability() {}

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
