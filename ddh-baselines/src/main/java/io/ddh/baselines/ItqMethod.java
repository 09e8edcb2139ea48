package io.ddh.baselines;

import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import io.ddh.core.BadInputException;
import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Iterative quantisation projects the features to K axes by PCA and then rotates them so that
 * taking signs causes only a small error.
 */
public final class ItqMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "itq",
          new Citation(
              "Y. Gong, S. Lazebnik",
              "Iterative quantization: A procrustean approach to learning binary codes",
              "CVPR",
              2011,
              "10.1109/CVPR.2011.5995432"),
          List.of(
              "The mean, the axes and the rotation are learned from all training rows, validation rows"
                  + " included."),
          Map.of("iterations", 50),
          ItqMethod::new);

  private final int iterations;

  /** Creates the method with 50 iterations, as in the paper. */
  public ItqMethod() {
    this(PROFILE.settings());
  }

  private ItqMethod(Settings given) {
    super(PROFILE, given);
    iterations = given.integer("iterations", 0, 100_000);
  }

  @Override
  public void checkBits(int bits, int dimension) {
    checkBits(bits);
    if (bits > dimension) {
      throw BadInputException.of(
          "itq: bits must be at most the features' dimension %d, found %d", dimension, bits);
    }
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    int d = x.dimension();
    Pca pca = Pca.fit(x, bits);
    double[] start = ItqRotation.randomOrthogonal(bits, seed);
    ItqRotation itq = ItqRotation.learn(pca.project(x), bits, iterations, start, progress);
    double[] weights =
        MatrixProducts.product(TRANSPOSE, NO_TRANSPOSE, bits, d, bits, itq.rotation(), pca.axes());
    return hasher(
        new AffineMap(pca.mean(), Dense.rounded(weights)),
        Map.of("quantization_error", Arrays.stream(itq.errors()).boxed().toList()));
  }
}
