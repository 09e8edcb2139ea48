package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.TensorFile;
import io.ddh.model.layer.Head;
import io.ddh.model.layer.Initialization;
import io.ddh.model.loss.SoftmaxLoss;
import java.util.Map;
import java.util.Optional;

/**
 * The choices by which interpretations of the DDH network differ (see docs/methods.md).
 *
 * @param group number of face features per bit; 4 in the paper
 * @param normalized true for batch norm before the ReLU of the face feature layer and before the
 *     tanh of the hash layer
 * @param beta weight β of the quantisation term
 * @param sum true if β weights the sum over the bits (Eq. 5); false if it weights the mean (the
 *     authors' code)
 */
public record DdhShape(int group, boolean normalized, double beta, boolean sum) {
  /** Returns the network up to the codes. */
  Layers layers(int bits) {
    return new Layers(
        new FaceTrunk(bits * group, normalized), Optional.of(new Head(group, normalized, true)));
  }

  /** Returns the loss of Eq. 5, in which β weights the sum or the mean over the bits. */
  SoftmaxLoss loss(int bits, int identities, Initialization initialization) {
    double bound = initialization.dense(bits, identities);
    return new SoftmaxLoss(bits, identities, bound, sum ? beta : beta / bits);
  }

  /**
   * Returns the properties that an encoder's graph depends on, which are stored in the encoder's
   * file.
   */
  Map<String, String> texts() {
    return Map.of("group", Integer.toString(group), "hash-norm", Boolean.toString(normalized));
  }

  /**
   * Restores a shape from the {@link #texts} in a file; β is not stored, since encoders don't use
   * it.
   */
  static DdhShape of(TensorFile file) {
    int group = Integer.parseInt(file.text("group"));
    Check.inRange("group", group, 1, 64);
    return new DdhShape(group, Boolean.parseBoolean(file.text("hash-norm")), 0, false);
  }
}
