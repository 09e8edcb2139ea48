package io.ddh.model;

/**
 * Random changes of training images.
 *
 * @param flip mirror left-right with probability ½
 * @param shift crop after padding by this many pixels on each side (edge pixels repeated): a
 *     uniform shift in [−shift, shift] along both axes
 */
public record Augmentation(boolean flip, int shift) {
  static final Augmentation NONE = new Augmentation(false, 0);
}
