package io.ddh.vision;

import io.ddh.vision.align.FacePoint;
import java.util.List;

/**
 * A face in a photo.
 *
 * @param box bounding box of the face, without the parts outside the photo
 * @param score the detector's confidence in 0..1
 * @param points landmarks in pixels of the photo: the person's right eye and left eye, nose, then
 *     the centre of the mouth or its corners, then points that differ between detectors. A point
 *     may lie outside the photo. Empty if no face was detected and the middle of the photo was
 *     used.
 * @param vector the vector that the network computes from the aligned face
 */
public record PhotoFace(FaceRegion box, double score, List<FacePoint> points, float[] vector) {}
