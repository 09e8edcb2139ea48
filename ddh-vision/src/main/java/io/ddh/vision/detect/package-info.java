/**
 * Finds faces in photos of any size and orientation. A {@link io.ddh.vision.detect.FaceNetwork}
 * looks at one small square; {@link io.ddh.vision.detect.PhotoDetector} chooses the squares and
 * merges what is found in them.
 */
package io.ddh.vision.detect;
