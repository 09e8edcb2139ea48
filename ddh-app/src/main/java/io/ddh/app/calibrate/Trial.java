package io.ddh.app.calibrate;

/**
 * One question to an index whose right answer is known.
 *
 * @param person who asks
 * @param known whether the index has faces of that person
 * @param distance of the nearest face
 * @param right whether the nearest face is the person's
 */
public record Trial(String person, boolean known, int distance, boolean right) {}
