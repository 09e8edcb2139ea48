package io.ddh.app.photos;

/**
 * A face that was found on a photo.
 *
 * @param x left edge of the box in pixels of the upright photo; negative if the face is cut off
 * @param y upper edge of the box in pixels; negative if the face is cut off
 * @param width width of the box in pixels
 * @param height height of the box in pixels
 * @param score the detector's score, in [0, 1]
 * @param vector description of the face by a network, d floats; shared, read-only
 */
record EmbeddedFace(int x, int y, int width, int height, double score, float[] vector) {
  long area() {
    return (long) width * height;
  }
}
