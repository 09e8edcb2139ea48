package io.ddh.experiments.work;

import java.util.Collection;
import java.util.Collections;

/** The code length of the curves, maps and retrievals. */
public final class ShownBits {
  /** The paper draws its curves and maps at this length. */
  private static final int PAPER = 48;

  private ShownBits() {}

  /** The paper's length where it is among the given ones, else the longest; at least one is. */
  public static int of(Collection<Integer> bits) {
    return bits.contains(PAPER) ? PAPER : Collections.max(bits);
  }
}
