package io.ddh.benchmarks.cost;

/**
 * A size of data set, in rendered faces, on which rows are measured.
 *
 * @param name in {@code --sizes}
 * @param title heading
 * @param preset of the renderer
 * @param people in the data set
 * @param each images per person
 * @param protocol of the split, with its defaults
 * @param profile of {@code experiments.yaml} whose settings apply
 */
public record CostSize(
    String name,
    String title,
    String preset,
    int people,
    int each,
    String protocol,
    String profile) {
  /** As many faces as lfw10 has people and, on average, images of each. */
  public static final CostSize LFW =
      new CostSize("lfw", "LFW size", "wild", 158, 27, "facescrub", "lfw");

  /** As many images as YouTube Faces has in the paper: 40 for training and 5 queries per person. */
  public static final CostSize YOUTUBE_FACES =
      new CostSize(
          "youtube-faces",
          "YouTube Faces size",
          "video",
          1_595,
          45,
          "youtube-faces",
          "youtube-faces");

  /**
   * For a quick check that everything works: takes seconds per row. Measured only if {@code
   * --sizes} names it.
   */
  public static final CostSize TINY =
      new CostSize("tiny", "Tiny size", "wild", 6, 12, "facescrub", "tiny");
}
