package io.ddh.benchmarks;

import java.util.List;

/**
 * A data set size for which the cost of rows is measured on rendered faces.
 *
 * @param title heading of this size's section on the page of benchmarks
 * @param faces the rendered faces; the name of their profile is also the name of the size in {@code
 *     --sizes}
 */
record CostSize(String title, FaceFile faces) {
  /** The size of YouTube Faces in the paper, with 40 training images and 5 queries per person. */
  static final CostSize YOUTUBE_FACES =
      new CostSize(
          "YouTube Faces size",
          new FaceFile("video", 1_595, 66, 45, "youtube-faces", "youtube-faces"));

  /**
   * A very small size for a quick check that everything works; it takes seconds per row. The size
   * is measured only if {@code --sizes} names it.
   */
  static final CostSize TINY =
      new CostSize("Tiny size", new FaceFile("wild", 6, 12, 12, "facescrub", "tiny"));

  /**
   * All sizes. The first size has as many people as the data set lfw10, and as many images per
   * person as that data set has on average.
   */
  static final List<CostSize> ALL =
      List.of(
          new CostSize("LFW size", new FaceFile("wild", 158, 27, 27, "facescrub", "lfw")),
          YOUTUBE_FACES,
          TINY);

  /** Returns the name of the size in {@code --sizes}. */
  String name() {
    return faces.profile();
  }
}
