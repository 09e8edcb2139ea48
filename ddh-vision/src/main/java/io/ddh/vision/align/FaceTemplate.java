package io.ddh.vision.align;

import io.ddh.core.Check;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the landmarks of a face lie in the square chip that a network expects.
 *
 * @param side side of the chip in pixels
 * @param points the person's right eye (on the left of the chip) and left eye, tip of the nose,
 *     right and left corner of the mouth
 * @param mouth centre of the mouth, for detectors that find no corners
 */
public record FaceTemplate(int side, List<FacePoint> points, FacePoint mouth) {
  /**
   * The chip of dlib's face ResNet: {@code get_face_chip_details(shape, 150, 0.25)} of dlib. The
   * points come from dlib's mean face of 68 landmarks: means of six landmarks per eye and of 20 for
   * the mouth, and the tip of the nose.
   *
   * @return the template
   */
  public static FaceTemplate dlib() {
    double[] points = {
      47.5492, 46.5990, 100.4761, 46.5990, 74.0127, 76.5625, 50.4149, 103.0233, 97.6104, 103.0233
    };
    return of(150, new FacePoint(74.0127, 105.4225), points);
  }

  /**
   * The chip of ArcFace and SFace: the five points of InsightFace's {@code arcface_src} in a square
   * of 112 pixels (Deng et al., ArcFace, CVPR 2019). The centre of the mouth is halfway between its
   * corners.
   *
   * @return the template
   */
  public static FaceTemplate arcFace() {
    double[] points = {
      38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };
    return of(112, new FacePoint(56.1396, 92.28475), points);
  }

  /** Makes a template from coordinates in which whole numbers are the centres of pixels. */
  private static FaceTemplate of(int side, FacePoint mouth, double[] xy) {
    List<FacePoint> points =
        IntStream.range(0, xy.length / 2)
            .mapToObj(i -> new FacePoint(xy[2 * i] + 0.5, xy[2 * i + 1] + 0.5))
            .toList();
    return new FaceTemplate(side, points, new FacePoint(mouth.x() + 0.5, mouth.y() + 0.5));
  }

  /**
   * {@return the transform from the chip to the photo that fits the landmarks of a face best}
   *
   * @param landmarks right eye, left eye, nose, and then the centre of the mouth or its right and
   *     left corner; further points are ignored
   * @param corners whether the landmarks include the corners of the mouth instead of its centre
   * @throws IllegalArgumentException if landmarks are missing
   */
  public Similarity fit(List<FacePoint> landmarks, boolean corners) {
    int n = corners ? 5 : 4;
    Check.atLeast("landmarks", landmarks.size(), n);
    List<FacePoint> own =
        corners ? points : List.of(points.get(0), points.get(1), points.get(2), mouth);
    return Similarity.fit(own, landmarks.subList(0, n));
  }

  /**
   * {@return the same template for chips of another size}
   *
   * @param size side of the chips in pixels
   */
  public FaceTemplate scaled(int size) {
    double by = (double) size / side;
    List<FacePoint> scaled =
        points.stream().map(p -> new FacePoint(p.x() * by, p.y() * by)).toList();
    return new FaceTemplate(size, scaled, new FacePoint(mouth.x() * by, mouth.y() * by));
  }
}
