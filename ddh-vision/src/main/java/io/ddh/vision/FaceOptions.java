package io.ddh.vision;

/**
 * How faces are found and embedded.
 *
 * @param detector name of the network that finds faces: {@code blazeface-full}, {@code
 *     blazeface-short} or {@code yunet}
 * @param network name of the network that embeds the faces, such as {@code dlib-face}
 * @param tiles whether photos that are large compared with {@code minFace} are also searched in
 *     parts, which takes longer
 * @param turns whether sideways and upside-down faces are searched for
 * @param minScore lowest score of a face to be found, in 0..1
 * @param minFace width of the smallest face to be found, in pixels, ≥ 8
 * @param maxFaces largest number of faces per photo, ≥ 1; those with the highest scores are kept
 */
public record FaceOptions(
    String detector,
    String network,
    boolean tiles,
    boolean turns,
    double minScore,
    int minFace,
    int maxFaces) {
  /**
   * {@return the default options: BlazeFace and dlib's network, with tiles and turns, for faces at
   * least 40 pixels wide and at most 200 faces per photo}
   */
  public static FaceOptions defaults() {
    return new FaceOptions("blazeface-full", "dlib-face", true, true, 0.5, 40, 200);
  }

  /**
   * {@return these options without tiles, for photos of one large face, such as those of a data
   * set}
   */
  public FaceOptions withoutTiles() {
    return new FaceOptions(detector, network, false, turns, minScore, minFace, maxFaces);
  }
}
