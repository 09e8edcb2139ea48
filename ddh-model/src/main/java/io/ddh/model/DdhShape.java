package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.TensorFile;
import java.util.Map;

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
  /** Returns the weight of a single bit's term ||b_k|−1|. */
  double penaltyPerBit(int bits) {
    return sum ? beta : beta / bits;
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
