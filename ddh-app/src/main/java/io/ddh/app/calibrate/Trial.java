package io.ddh.app.calibrate;

/**
 * A query whose right result is known.
 *
 * @param person in the query image
 * @param known whether the index has faces of that person
 * @param distance of the nearest face
 * @param right whether the nearest face is that person's
 */
public record Trial(String person, boolean known, int distance, boolean right) {}
