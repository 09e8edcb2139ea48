package io.ddh.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Rearranges the values of a few images of a batch, and restores their original order. The images
 * are stored one after another with channels last; rearranged, they have one vector per position,
 * which holds the channels of all these images (see {@link SameConv}). An instance is part of one
 * lane's working memory.
 *
 * @param images number of images that share a vector
 * @param image buffer with room for the largest image
 */
record PlaceVectors(int images, float[] image) {
  /** Returns the number of groups that a batch of n images is divided into. */
  static int groups(int n, int images) {
    return (n + images - 1) / images;
  }

  /** Reads a group of images; those beyond the batch's n become 0. */
  void read(FloatBuffer from, int group, int n, float[][] to, int channels) {
    int length = to.length * channels;
    for (int b = 0; b < images; b++) {
      int i = group * images + b;
      if (i < n) {
        from.get(i * length, image, 0, length);
      } else {
        Arrays.fill(image, 0, length, 0);
      }
      for (int place = 0; place < to.length; place++) {
        System.arraycopy(image, place * channels, to[place], b * channels, channels);
      }
    }
  }

  /** Writes a group of images; those beyond the batch's n are skipped. */
  void write(float[][] from, int channels, FloatBuffer to, int group, int n) {
    int length = from.length * channels;
    for (int b = 0; b < images && group * images + b < n; b++) {
      for (int place = 0; place < from.length; place++) {
        System.arraycopy(from[place], b * channels, image, place * channels, channels);
      }
      to.put((group * images + b) * length, image, 0, length);
    }
  }
}
