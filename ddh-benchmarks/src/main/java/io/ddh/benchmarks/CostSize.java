package io.ddh.benchmarks;

import java.util.List;

/**
 * A size of data set, in rendered faces, on which rows are measured.
 *
 * @param title heading
 * @param profile of {@code experiments.yaml} whose settings apply; name in {@code --sizes}
 * @param preset of the renderer
 * @param people in the data set
 * @param each images per person
 * @param protocol of the split, with its defaults
 */
record CostSize(
    String title, String profile, String preset, int people, int each, String protocol) {
  /** As many faces as lfw10 has people and, on average, images of each. */
  static final CostSize LFW = new CostSize("LFW size", "lfw", "wild", 158, 27, "facescrub");

  /** As many images as YouTube Faces has in the paper: 40 for training and 5 queries per person. */
  static final CostSize YOUTUBE_FACES =
      new CostSize("YouTube Faces size", "youtube-faces", "video", 1_595, 45, "youtube-faces");

  /**
   * For a quick check that everything works: takes seconds per row. Measured only if {@code
   * --sizes} names it.
   */
  static final CostSize TINY = new CostSize("Tiny size", "tiny", "wild", 6, 12, "facescrub");

  static final List<CostSize> ALL = List.of(LFW, YOUTUBE_FACES, TINY);
}
