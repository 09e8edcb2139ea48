package io.ddh.vision;

/**
 * The box of a face: a part of an upright photo, in whole pixels.
 *
 * @param x left edge, ≥ 0
 * @param y top edge, ≥ 0
 * @param width width, ≥ 1
 * @param height height, ≥ 1
 */
public record FaceRegion(int x, int y, int width, int height) {}
