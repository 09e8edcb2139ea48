package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loss of one network in each epoch of its training.
 *
 * @param network name of the row, or {@code cnn features} for the network that makes features
 * @param seed run seed
 * @param loss mean training loss of each epoch, including weight decay
 * @param validation validation loss after each epoch, without weight decay; empty if it was not
 *     computed
 * @param kept number of the epoch whose weights were kept; the first epoch has number 1
 */
public record TrainingCurve(
    String network, long seed, double[] loss, double[] validation, int kept) {
  /**
   * {@return the curve of the cell's own network, if the cell file contains such a curve}
   *
   * @param cell cell with the facts of its training
   */
  public static Optional<TrainingCurve> of(Cell cell) {
    return of(cell.method(), cell, cell.provenance().facts());
  }

  /**
   * {@return the curve of the network that made the cell's features, if the cell file contains such
   * a curve}
   */
  static Optional<TrainingCurve> ofFeatures(Cell cell) {
    String name = cell.provenance().configured("features.name").orElse("");
    return of(name + " features", cell, cell.provenance().featureFacts());
  }

  private static Optional<TrainingCurve> of(String network, Cell cell, Map<String, Object> facts) {
    if (!(facts.get("loss_by_epoch") instanceof List<?> losses) || losses.isEmpty()) {
      return Optional.empty();
    }
    List<?> watched =
        facts.get("validation_loss_by_epoch") instanceof List<?> list ? list : List.of();
    int kept = facts.get("best_epoch") instanceof Number n ? n.intValue() : losses.size();
    return Optional.of(
        new TrainingCurve(network, cell.seed(), numbers(losses), numbers(watched), kept));
  }

  private static double[] numbers(List<?> values) {
    return values.stream()
        .mapToDouble(v -> v instanceof Number n ? n.doubleValue() : Double.NaN)
        .toArray();
  }
}
