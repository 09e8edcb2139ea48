package io.ddh.benchmarks.cost;

import io.ddh.benchmarks.harness.Result;

/**
 * What a row, or the features of some, cost at a size.
 *
 * @param row name
 * @param trainSeconds measured, of all that training does
 * @param epochs that ran; 0: no network
 * @param epochSeconds an epoch, validation included, without the first if there are more
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
  /** Of a stored result. */
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

  /** Whether a run has more epochs than were measured. */
  public boolean extrapolated() {
    return profileEpochs > epochs;
  }

  /** Seconds of training with the profile's epochs: what is done once is counted once. */
  public double fullTrainSeconds() {
    return trainSeconds + (profileEpochs - epochs) * epochSeconds;
  }

  /** Seconds of a cell: full training, and encoding. */
  public double cellSeconds() {
    return fullTrainSeconds() + encodeSeconds;
  }
}
