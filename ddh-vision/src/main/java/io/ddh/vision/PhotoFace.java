package io.ddh.vision;

import io.ddh.vision.align.FacePoint;
import java.util.List;

/**
 * A face in a photo.
 *
 * @param box where the face is; parts outside the photo are cut off
 * @param score the detector's confidence in 0..1
 * @param points landmarks in pixels of the photo: right eye, left eye (of the person), nose, then
 *     the centre of the mouth or its corners; other points follow. A point may lie outside the
 *     photo. Empty if the face was not detected but assumed.
 * @param vector what the network makes of the aligned face
 */
public record PhotoFace(FaceRegion box, double score, List<FacePoint> points, float[] vector) {}
