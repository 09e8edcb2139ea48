package io.ddh.experiments.work;

import java.util.Collection;
import java.util.Collections;

/** Chooses the code length of curves, maps and retrievals. */
public final class ShownBits {
  /** The paper draws its curves and maps at this length. */
  private static final int PAPER = 48;

  private ShownBits() {}

  /**
   * {@return 48, the paper's code length, if it is among the given ones, otherwise the longest}
   *
   * @param bits code lengths, at least one
   */
  public static int of(Collection<Integer> bits) {
    return bits.contains(PAPER) ? PAPER : Collections.max(bits);
  }
}
