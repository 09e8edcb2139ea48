package io.ddh.baselines;

import io.ddh.core.Features;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Trains kernel-based supervised hashing, greedily one bit after another. Each bit is fitted to the
 * part of K·S that the previous bits do not explain. Memory use is linear in the number of labelled
 * rows.
 */
final class KshTrainer {
  private final CentredKernel map;
  private final KernelBlocks kernel;
  private final int[] labels;
  private final int classes;
  private final int bits;
  private final KshSettings settings;

  /**
   * The result of training.
   *
   * @param map the centred kernel map k̄
   * @param weights weights of the bits over the anchors, K×A
   * @param spectral value hᵀRh of each bit with its spectral initial weights
   * @param kept value hᵀRh of each bit with its final weights; never below the value with the
   *     initial weights
   */
  record Result(CentredKernel map, float[] weights, double[] spectral, double[] kept) {
    /**
     * Returns the number of bits for which the gradient method improved on the spectral initial
     * weights.
     */
    int improved() {
      return (int) IntStream.range(0, kept.length).filter(k -> kept[k] > spectral[k]).count();
    }

    /**
     * Returns the objective ‖HHᵀ/K − S‖²/l² after 0, 1, …, K bits.
     *
     * @param rows number l of labelled rows
     */
    double[] objective(int rows) {
      double[] out = new double[kept.length + 1];
      double unit = (double) kept.length * rows;
      out[0] = 1;
      for (int k = 0; k < kept.length; k++) {
        out[k + 1] = out[k] + ((double) rows * rows - 2 * kept[k]) / (unit * unit);
      }
      return out;
    }
  }

  /**
   * Creates the trainer and computes the kernel.
   *
   * @param anchors rows that the kernel map is built on
   * @param labelled rows whose labels are used
   */
  KshTrainer(
      Features x,
      int[] labels,
      int classes,
      int bits,
      KshSettings settings,
      int[] anchors,
      int[] labelled) {
    this.map = CentredKernel.of(x, anchors);
    this.kernel = new KernelBlocks(map, labelled.length == x.size() ? x : x.select(labelled));
    this.labels =
        labelled.length == x.size()
            ? labels
            : Arrays.stream(labelled).map(i -> labels[i]).toArray();
    this.classes = classes;
    this.bits = bits;
    this.settings = settings;
  }

  Result train(Progress progress) {
    int columns = kernel.columns();
    float[] weights = new float[bits * columns];
    double[] spectralValues = new double[bits];
    double[] kept = new double[bits];
    KshResidue residue = new KshResidue(labels, classes, bits);
    KshSpectral spectral = new KshSpectral(kernel, labels, classes, bits);
    KshAscent ascent = new KshAscent(kernel, residue, settings.tolerance());
    for (int k = 0; k < bits; k++) {
      progress.report("ksh", k, bits);
      double[] a = spectral.start();
      double[] code = code(a);
      spectralValues[k] = residue.value(code);
      kept[k] = spectralValues[k];
      double[] climbed = ascent.climb(a, settings.steps());
      double[] climbedCode = code(climbed);
      double climbedValue = residue.value(climbedCode);
      if (climbedValue > kept[k]) {
        a = climbed;
        code = climbedCode;
        kept[k] = climbedValue;
      }
      for (int j = 0; j < columns; j++) {
        weights[k * columns + j] = (float) a[j];
      }
      residue.deflate(code);
      spectral.deflate(kernel.transposedTimes(code));
    }
    progress.report("ksh", bits, bits);
    return new Result(map, weights, spectralValues, kept);
  }

  /** Returns the bit of each row, −1 or 1, exactly as a hasher with these weights computes it. */
  private double[] code(double[] a) {
    double[] code = new double[kernel.rows()];
    kernel.times(a, code);
    return Arrays.stream(code).map(score -> score > 0 ? 1 : -1).toArray();
  }
}
