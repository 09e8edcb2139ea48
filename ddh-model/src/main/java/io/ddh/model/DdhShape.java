package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.TensorFile;
import java.util.Map;

/**
 * Where the readings of the DDH network differ (docs/methods.md).
 *
 * @param group face features per bit; the paper has 4
 * @param normalized batch norm before the ReLU of the face feature layer and before tanh
 * @param beta weight of the quantisation term
 * @param sum true: β on the sum over bits (Eq. 5); false: on the mean (the authors' code)
 */
public record DdhShape(int group, boolean normalized, double beta, boolean sum) {
  /** Weight of ||b_k|−1| of one bit. */
  double penaltyPerBit(int bits) {
    return sum ? beta : beta / bits;
  }

  /** What an encoder's graph depends on, for its file. */
  Map<String, String> texts() {
    return Map.of("group", Integer.toString(group), "hash-norm", Boolean.toString(normalized));
  }

  /** Reads {@link #texts} back; β is no part of an encoder. */
  static DdhShape of(TensorFile file) {
    int group = Integer.parseInt(file.text("group"));
    Check.inRange("group", group, 1, 64);
    return new DdhShape(group, Boolean.parseBoolean(file.text("hash-norm")), 0, false);
  }
}
