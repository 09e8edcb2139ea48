package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.ImageShape;
import java.util.Collection;
import java.util.Locale;

/** Whether a row can learn from a data set's images; checked before anything is trained. */
public final class Suitability {
  private Suitability() {}

  /**
   * {@return the note that settings were changed to suit few images}
   *
   * @param images number of images to learn from
   * @param changes the changed settings, for example {@code ddh.batch=16}
   */
  public static String fewImages(int images, Collection<String> changes) {
    return String.format(
        Locale.ROOT,
        "few images to learn from (%d), so %s; --set overrides",
        images,
        String.join(", ", changes));
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
      throw BadInputException.of(
          e,
          "%s: datasets.%s has images of %s, row %s can't learn %d bits from them: %s",
          cell.dataset().where(),
          cell.dataset().name(),
          shape,
          cell.row(),
          cell.bits(),
          e.getMessage());
    }
  }
}
