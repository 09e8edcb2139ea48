package io.ddh.benchmarks;

import java.util.List;

/**
 * A size of data set, in rendered faces, on which rows are measured.
 *
 * @param title heading
 * @param faces the faces; their profile is the name in {@code --sizes}
 */
record CostSize(String title, FaceFile faces) {
  /** As many images as YouTube Faces has in the paper: 40 for training and 5 queries per person. */
  static final CostSize YOUTUBE_FACES =
      new CostSize(
          "YouTube Faces size",
          new FaceFile("video", 1_595, 66, 45, "youtube-faces", "youtube-faces"));

  /**
   * For a quick check that everything works: takes seconds per row. Measured only if {@code
   * --sizes} names it.
   */
  static final CostSize TINY =
      new CostSize("Tiny size", new FaceFile("wild", 6, 12, 12, "facescrub", "tiny"));

  /** All, of which the first has as many people as lfw10 and, on average, images of each. */
  static final List<CostSize> ALL =
      List.of(
          new CostSize("LFW size", new FaceFile("wild", 158, 27, 27, "facescrub", "lfw")),
          YOUTUBE_FACES,
          TINY);

  /** Name in {@code --sizes}. */
  String name() {
    return faces.profile();
  }
}
