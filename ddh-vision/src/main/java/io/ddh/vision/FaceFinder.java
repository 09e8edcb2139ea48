package io.ddh.vision;

import io.ddh.core.Images;
import io.ddh.vision.align.FacePoint;
import io.ddh.vision.align.FaceTemplate;
import io.ddh.vision.align.PhotoPixels;
import io.ddh.vision.align.Similarity;
import io.ddh.vision.detect.FoundFace;
import io.ddh.vision.detect.PhotoDetector;
import io.ddh.vision.embed.FaceEmbedder;
import io.ddh.vision.model.ModelStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the faces in a photo, aligns them and turns each into a vector. A finder is thread-safe.
 * Each call uses only the calling thread, so process several photos in parallel.
 */
public final class FaceFinder implements AutoCloseable {
  private final PhotoDetector detector;
  private final FaceEmbedder embedder;
  private final String identity;

  /**
   * Opens the networks.
   *
   * @param models the networks on this machine
   * @param options the networks to use, and settings of the search
   * @return the finder, to be closed
   * @throws io.ddh.core.BadInputException if a network is unknown or missing or is of the wrong
   *     kind, or if its file is damaged or contains another network
   */
  public static FaceFinder open(ModelStore models, FaceOptions options) {
    return FaceNetworks.open(models, options);
  }

  /**
   * {@return the {@link #identity()} that a finder would have, without opening the networks}
   *
   * @param models the networks on this machine
   * @param options the networks to use, and settings of the search
   * @throws io.ddh.core.BadInputException if a network is unknown, missing, damaged or replaced
   */
  public static String identity(ModelStore models, FaceOptions options) {
    return FaceNetworks.identity(models, options);
  }

  /**
   * Runs a stored network once on black images, in the same way as a finder runs it.
   *
   * @param models the networks on this machine
   * @param name name of a network
   * @throws io.ddh.core.BadInputException if the network is missing, damaged or replaced, can't be
   *     run, has other inputs or outputs than its descriptor says, or returns values that are not
   *     finite
   */
  public static void tryOut(ModelStore models, String name) {
    FaceNetworks.tryOut(models, name);
  }

  FaceFinder(PhotoDetector detector, FaceEmbedder embedder, String identity) {
    this.detector = detector;
    this.embedder = embedder;
    this.identity = identity;
  }

  /**
   * Finds and embeds all faces in a photo.
   *
   * @param photos upright photos
   * @param i index of the photo
   * @return the faces by descending score; empty if no face was found
   */
  public List<PhotoFace> find(Images photos, int i) {
    PhotoPixels photo = new PhotoPixels(photos, i);
    return embedded(photo, detector.find(photo));
  }

  /**
   * Embeds the face that is nearest to the middle of a photo. If no face is found, the largest
   * centred square of the photo is treated as an aligned face, with a score of 0.
   *
   * @param photos upright photos
   * @param i index of the photo
   * @return the face
   */
  public PhotoFace central(Images photos, int i) {
    PhotoPixels photo = new PhotoPixels(photos, i);
    double x = photo.width() / 2.0;
    double y = photo.height() / 2.0;
    return detector.find(photo).stream()
        .min(
            Comparator.comparingDouble(
                face -> Math.hypot(face.centre().x() - x, face.centre().y() - y)))
        .map(face -> embedded(photo, List.of(face)).get(0))
        .orElseGet(() -> assumed(photo));
  }

  private PhotoFace assumed(PhotoPixels photo) {
    int size = Math.min(photo.width(), photo.height());
    FaceRegion box =
        new FaceRegion((photo.width() - size) / 2, (photo.height() - size) / 2, size, size);
    float[] chip = photo.square(square(box, template().side()), template().side());
    return new PhotoFace(box, 0, List.of(), embedder.embed(List.of(chip)).get(0));
  }

  /**
   * Cuts an aligned face out of a photo. The result is called a chip; the eyes and the mouth are at
   * the same place in every chip.
   *
   * @param photos upright photos
   * @param i index of the photo
   * @param face a face of this photo
   * @param side height and width of the chip in pixels, ≥ 1
   * @return a single RGB image, side×side×3; black where the chip reaches beyond the photo
   */
  public Images chip(Images photos, int i, PhotoFace face, int side) {
    float[] values = new PhotoPixels(photos, i).square(toPhoto(face, side), side);
    byte[] out = new byte[values.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = (byte) Math.min(255, Math.round(values[p]));
    }
    return new Images(side, side, 3, out);
  }

  private Similarity toPhoto(PhotoFace face, int side) {
    return face.points().isEmpty()
        ? square(face.box(), side)
        : template().scaled(side).fit(face.points(), detector.corners());
  }

  private static Similarity square(FaceRegion box, int side) {
    return Similarity.square(side, box.x(), box.y(), box.width());
  }

  private FaceTemplate template() {
    return embedder.form().template();
  }

  private List<PhotoFace> embedded(PhotoPixels photo, List<FoundFace> faces) {
    int side = template().side();
    List<float[]> chips =
        faces.stream()
            .map(face -> template().fit(face.points(), detector.corners()))
            .map(toPhoto -> photo.square(toPhoto, side))
            .toList();
    List<float[]> vectors = embedder.embed(chips);
    List<PhotoFace> out = new ArrayList<>();
    for (int k = 0; k < faces.size(); k++) {
      FoundFace face = faces.get(k);
      FaceRegion box = region(face, photo.width(), photo.height());
      out.add(new PhotoFace(box, face.score(), face.points(), vectors.get(k)));
    }
    return out;
  }

  private static FaceRegion region(FoundFace face, int width, int height) {
    FacePoint centre = face.centre();
    int left = inside(centre.x() - face.width() / 2, width - 1);
    int top = inside(centre.y() - face.height() / 2, height - 1);
    int right = inside(centre.x() + face.width() / 2, width);
    int bottom = inside(centre.y() + face.height() / 2, height);
    return new FaceRegion(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  private static int inside(double value, int limit) {
    return (int) Math.max(0, Math.min(limit, Math.round(value)));
  }

  /** {@return the number of values of a face's vector} */
  public int vectorLength() {
    return embedder.form().length();
  }

  /**
   * {@return a string with everything that the vectors depend on: names and digests of the
   * networks, the options, and, from revision 2 on, the revision of this program's own code}
   * Vectors of two finders can be compared if both finders return the same string.
   */
  public String identity() {
    return identity;
  }

  @Override
  public void close() {
    detector.close();
    embedder.close();
  }
}
