package io.ddh.vision;

/**
 * How faces are found and embedded.
 *
 * @param detector name of the network that finds faces: {@code blazeface-full}, {@code
 *     blazeface-short} or {@code yunet}
 * @param network name of the network that embeds them, such as {@code dlib-face}
 * @param tiles whether photos that are large compared with {@code minFace} are also searched in
 *     parts, which takes longer
 * @param turns whether faces that lie on their side or stand on their head are searched
 * @param minScore lowest score of a face, in 0..1
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
  /** {@return BlazeFace and dlib's network, with tiles and turns, from 40 pixels, 200 per photo} */
  public static FaceOptions defaults() {
    return new FaceOptions("blazeface-full", "dlib-face", true, true, 0.5, 40, 200);
  }

  /** {@return these options for photos of one large face, such as those of a data set: no tiles} */
  public FaceOptions withoutTiles() {
    return new FaceOptions(detector, network, false, turns, minScore, minFace, maxFaces);
  }
}
