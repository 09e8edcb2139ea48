package io.ddh.model;

import io.ddh.core.Check;

/**
 * Random changes of training images.
 *
 * @param flip mirror left-right with probability ½
 * @param shift crop after padding by this many pixels on each side (edge pixels repeated): a
 *     uniform shift in [−shift, shift] along both axes
 */
public record Augmentation(boolean flip, int shift) {
  static final Augmentation NONE = new Augmentation(false, 0);

  /**
   * Checks the range of the shift.
   *
   * @param shift largest shift in pixels
   * @param flip mirror at random
   */
  public Augmentation {
    Check.inRange("shift", shift, 0, 8);
  }
}
