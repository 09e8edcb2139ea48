package io.ddh.benchmarks.cost;

import io.ddh.benchmarks.harness.Result;

/**
 * What a row costs at a size, or what the features of some rows cost.
 *
 * @param row name
 * @param trainSeconds measured, of the whole training
 * @param epochs that ran; 0: no network
 * @param epochSeconds of an epoch with its validation; the first epoch counts only if there is no
 *     other
 * @param profileEpochs that a run of the profile has at most
 * @param encodeSeconds of all images, or of extracting features from them
 * @param peakMb peak resident memory of the process, MiB
 */
public record RowCost(
    String row,
    double trainSeconds,
    int epochs,
    double epochSeconds,
    int profileEpochs,
    double encodeSeconds,
    double peakMb) {
  /**
   * Takes the costs from a stored result.
   *
   * @param row name of the row
   * @param result its stored numbers
   * @return the cost
   */
  public static RowCost of(String row, Result result) {
    boolean network = result.spread("epoch").isPresent();
    return new RowCost(
        row,
        result.median("train"),
        network ? Integer.parseInt(result.fact("epochs")) : 0,
        network ? result.median("epoch") : 0,
        network ? Integer.parseInt(result.fact("profileEpochs")) : 0,
        result.median("encode"),
        result.median("peakMb"));
  }

  /** {@return whether a run has more epochs than were measured} */
  public boolean extrapolated() {
    return profileEpochs > epochs;
  }

  /**
   * {@return seconds of training with the profile's number of epochs; what is done once is counted
   * once}
   */
  public double fullTrainSeconds() {
    return trainSeconds + (profileEpochs - epochs) * epochSeconds;
  }

  /** {@return seconds of a cell: full training, and encoding} */
  public double cellSeconds() {
    return fullTrainSeconds() + encodeSeconds;
  }
}
