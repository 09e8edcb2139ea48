package io.ddh.benchmarks.cost;

/**
 * Rendered faces to measure rows on.
 *
 * @param name in {@code --sizes}
 * @param title heading
 * @param preset of the renderer
 * @param people in the data set
 * @param each images a person
 * @param protocol of the split, with its defaults
 * @param profile of {@code experiments.yaml} whose settings hold
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

  /** As many as YouTube Faces has in the paper: 40 to train and 5 queries a person. */
  public static final CostSize YOUTUBE_FACES =
      new CostSize(
          "youtube-faces",
          "YouTube Faces size",
          "video",
          1_595,
          45,
          "youtube-faces",
          "youtube-faces");

  /** For a look whether all works: seconds a row. Measured only where it is asked for. */
  public static final CostSize TINY =
      new CostSize("tiny", "Tiny size", "wild", 6, 12, "facescrub", "tiny");
}
