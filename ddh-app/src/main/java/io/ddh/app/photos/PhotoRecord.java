package io.ddh.app.photos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.app.images.FacePlace;
import io.ddh.vision.PhotoFace;
import java.io.IOException;
import java.util.List;

/**
 * The faces that were found in a photo.
 *
 * @param photo path of the photo, relative to its folder
 * @param stamp size and time of the photo's file
 * @param problem why no face was found; empty if faces were found
 * @param width width of the upright photo in pixels; 0 if it can't be read
 * @param height height of the upright photo in pixels; 0 if it can't be read
 * @param faces the faces in the photo
 */
record PhotoRecord(
    String photo, FileStamp stamp, String problem, int width, int height, List<PhotoFace> faces) {
  static final String NO_FACE = "no face found";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Index of the largest face, which gets the name of the photo's folder; −1 if there are no faces.
   */
  int largest() {
    int best = -1;
    for (int i = 0; i < faces.size(); i++) {
      best = best < 0 || area(i) > area(best) ? i : best;
    }
    return best;
  }

  private long area(int i) {
    return (long) faces.get(i).box().width() * faces.get(i).box().height();
  }

  /** The source of a face in the index. */
  String source(PhotoFace face) {
    return new FacePlace(
            photo,
            face.box().x(),
            face.box().y(),
            face.box().width(),
            face.box().height(),
            width,
            height,
            face.score())
        .source();
  }

  /** The record as bytes, for the work file. */
  byte[] bytes() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** Reads a record whose checksum has been verified. */
  static PhotoRecord parse(byte[] bytes) throws IOException {
    return JSON.readValue(bytes, PhotoRecord.class);
  }
}
