package io.ddh.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * A size of data set, in rendered faces, on which rows are measured.
 *
 * @param title heading
 * @param profile of {@code experiments.yaml} whose settings apply; name in {@code --sizes}
 * @param preset of the renderer
 * @param people in the data set
 * @param rendered images per person in the file
 * @param each images per person in the data set
 * @param protocol of the split, with its defaults
 */
record CostSize(
    String title,
    String profile,
    String preset,
    int people,
    int rendered,
    int each,
    String protocol) {
  /** As many images as YouTube Faces has in the paper: 40 for training and 5 queries per person. */
  static final CostSize YOUTUBE_FACES =
      new CostSize(
          "YouTube Faces size",
          "youtube-faces",
          "video",
          FaceFile.PAPER_PEOPLE,
          FaceFile.PAPER_MOST,
          FaceFile.PAPER_EACH,
          "youtube-faces");

  /**
   * For a quick check that everything works: takes seconds per row. Measured only if {@code
   * --sizes} names it.
   */
  static final CostSize TINY = new CostSize("Tiny size", "tiny", "wild", 6, 12, 12, "facescrub");

  /** All, of which the first has as many people as lfw10 and, on average, images of each. */
  static final List<CostSize> ALL =
      List.of(
          new CostSize("LFW size", "lfw", "wild", 158, 27, 27, "facescrub"), YOUTUBE_FACES, TINY);

  FaceFile faces(Path folder) {
    return new FaceFile(folder, preset, people, rendered, each, protocol, profile);
  }
}
