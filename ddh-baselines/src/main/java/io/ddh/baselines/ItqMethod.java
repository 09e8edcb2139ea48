package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import smile.math.blas.Transpose;

/** Iterative quantisation: PCA to K axes, then the rotation that loses least by taking signs. */
public final class ItqMethod implements HashMethod {
  private final int iterations;

  /** With 50 alternations, as in the paper. */
  public ItqMethod() {
    this(50);
  }

  private ItqMethod(int iterations) {
    this.iterations = iterations;
  }

  @Override
  public String name() {
    return "itq";
  }

  @Override
  public Citation citation() {
    return new Citation(
        "Y. Gong, S. Lazebnik",
        "Iterative quantization: A procrustean approach to learning binary codes",
        "CVPR",
        2011,
        "10.1109/CVPR.2011.5995432");
  }

  @Override
  public String features() {
    return "lbp";
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "The mean, the axes and the rotation are learned from all training rows, validation rows"
            + " included.");
  }

  @Override
  public Map<String, Object> defaults() {
    return Map.of("iterations", 50);
  }

  @Override
  public HashMethod configure(Settings settings) {
    return new ItqMethod(settings.integer("iterations", 0, 100_000));
  }

  /**
   * Learns the hasher.
   *
   * @throws BadInputException if the features have fewer than {@code bits} dimensions
   */
  @Override
  public void checkBits(int bits, int dimension) {
    checkBits(bits);
    if (bits > dimension) {
      throw new BadInputException(
          "itq: bits must be at most the features' dimension " + dimension + ", found " + bits);
    }
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    Features x = Rows.training(data);
    int d = x.dimension();
    checkBits(bits, d);
    Pca pca = Pca.fit(x, bits);
    ItqRotation itq = ItqRotation.learn(pca.project(x), bits, iterations, seed, progress);
    double[] weights = new double[bits * d];
    MatrixProducts.gemm(
        Transpose.TRANSPOSE,
        Transpose.NO_TRANSPOSE,
        bits,
        d,
        bits,
        itq.rotation(),
        bits,
        pca.axes(),
        d,
        0,
        weights);
    return new LinearHasher(
        name(),
        new AffineMap(pca.mean(), Dense.rounded(weights)),
        Map.of("quantization_error", Arrays.stream(itq.errors()).boxed().toList()));
  }

  @Override
  public Hasher restore(TensorFile state, String where) {
    return LinearHasher.of(state, where, name());
  }
}
