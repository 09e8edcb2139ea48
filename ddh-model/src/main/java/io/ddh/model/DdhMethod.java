package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.core.ImageShape;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.model.loss.HashLoss;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Discriminative Deep Hashing (Lin, Li, Tang, IJCAI 2017) in one of two interpretations: the
 * authors' published code, or Eq. 5 of the paper taken literally. The method learns from square
 * images with sides of at least 28 pixels (32 in the paper). The same seed and number of threads
 * give the same network. A different number of threads changes the last digits of sums and
 * therefore a few bits of the codes.
 */
public abstract sealed class DdhMethod extends NetworkMethod permits Ddh, DdhPaper, DdhAugmented {
  static final int SMALLEST_SIDE = 28;

  /** Deviations that are shared by all rows that follow the authors' published code. */
  static final List<String> RELEASED =
      List.of(
          "Follows the authors' published code (batch norm on the face feature and hash layers,"
              + " beta = 0.01 on the mean over the bits). The code's header names the follow-up"
              + " DDQH, so the code may be closer to that paper than to the IJCAI one.",
          "The validation set is a random 10 % of the training images, and the epoch with the"
              + " lowest validation loss is kept; the authors' code uses the training loss.",
          "Query images are scaled by the training images' mean and deviation; the authors' code"
              + " uses those of the test split.",
          "Initial weights are within ±1/sqrt(fan in); the code's he_uniform and glorot_uniform"
              + " (setting init: he-glorot) learned more slowly and gave worse results on lfw10.",
          "Batch norm has epsilon 1e-5 and, for validation and codes, the training images'"
              + " statistics under the current weights; Keras has 1e-3 and running averages.");

  DdhMethod(Profile profile, Settings settings) {
    super(profile, settings);
    shape();
  }

  /**
   * Creates the declaration of one of the DDH rows.
   *
   * @param paper true for Eq. 5 of the paper taken literally; false for the authors' published code
   */
  static Profile profile(
      String name,
      boolean paper,
      boolean augmented,
      List<String> deviations,
      Function<Settings, HashMethod> configured) {
    Citation citation =
        new Citation(
            "J. Lin, Z. Li, J. Tang",
            "Discriminative Deep Hashing for Scalable Face Image Retrieval",
            "IJCAI",
            2017,
            "10.24963/ijcai.2017/315");
    double beta = paper ? 1 : 0.01;
    String on = paper ? "sum" : "mean";
    Map<String, Object> more = Map.of("beta", beta, "beta-on", on, "hash-norm", !paper, "group", 4);
    return profile(name, augmented, citation, deviations, more, configured);
  }

  private DdhShape shape() {
    return new DdhShape(
        settings().integer("group", 1, 64),
        settings().flag("hash-norm"),
        weight("beta"),
        settings().choice("beta-on", List.of("sum", "mean")).equals("sum"));
  }

  @Override
  protected final HashLoss loss(LossTask task) {
    return shape().loss(task.bits(), task.data().identities(), task.initialization());
  }

  @Override
  final Layers layers(int bits) {
    return shape().layers(bits);
  }

  @Override
  final Layers layers(int bits, TensorFile file, String where) {
    return DdhShape.of(file).layers(bits);
  }

  @Override
  final Map<String, String> texts() {
    return shape().texts();
  }

  /**
   * {@return the networks' input size for images of the given shape, which must be square and large
   * enough for the trunk}
   *
   * @param method the method's name, for messages
   * @param shape height, width and channels of the images
   * @throws BadInputException if the images are not square or too small
   */
  public static Networks.Shape inputShape(String method, ImageShape shape) {
    if (shape.height() != shape.width() || shape.height() < SMALLEST_SIDE) {
      throw BadInputException.of(
          "%s: images must be square and at least %d pixels, found %s",
          method, SMALLEST_SIDE, shape);
    }
    return new Networks.Shape(shape.height(), shape.channels());
  }
}
