package io.ddh.vision.align;

/**
 * A point of a photo or chip in pixels from the upper left corner.
 *
 * @param x distance from the left edge
 * @param y distance from the top edge
 */
public record FacePoint(double x, double y) {}
