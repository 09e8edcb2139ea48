package io.ddh.baselines;

import io.ddh.core.Features;
import io.ddh.core.Inputs;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Random;

/** Data for the tests, all drawn from seeds. */
final class Samples {
  private Samples() {}

  /** Rows of Gaussian classes; row i is of class i mod classes. */
  static Features classes(int n, int d, int classes, double noise, long seed) {
    Random random = new Random(seed);
    float[] centres = new float[classes * d];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = (float) random.nextGaussian();
    }
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      int c = i / d % classes;
      values[i] = centres[c * d + i % d] + (float) (noise * random.nextGaussian());
    }
    return new Features(d, values);
  }

  static Features gaussian(int n, int d, long seed) {
    return classes(n, d, 1, 1, seed);
  }

  static int[] labels(int n, int classes) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % classes;
    }
    return labels;
  }

  /** All rows but the last for fitting, the last for validation. */
  static TrainingSet training(Inputs inputs, int classes) {
    int n = inputs.size();
    int[] fit = new int[n - 1];
    for (int i = 0; i < fit.length; i++) {
      fit[i] = i;
    }
    int[] none = new int[0];
    return TrainingSet.of(
        inputs,
        labels(n, classes),
        new Split("test", 0, fit, new int[] {n - 1}, none, none, classes, List.of()));
  }

  /** A trainer with anchors and first codes from the seed. */
  static SdhTrainer sdh(
      Features x, int[] labels, int classes, int bits, SdhSettings settings, long seed) {
    return new SdhTrainer(
        x,
        labels,
        classes,
        settings,
        SdhTrainer.anchors(x, settings, seed),
        SdhTrainer.randomCodes(x.size(), bits, seed));
  }
}
