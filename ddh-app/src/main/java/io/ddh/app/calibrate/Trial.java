package io.ddh.app.calibrate;

/**
 * The result of a query with a labelled image.
 *
 * @param person label of the person shown in the query image
 * @param known whether the index contains faces of that person
 * @param distance Hamming distance of the nearest face in bits
 * @param right whether the nearest face shows that person
 */
public record Trial(String person, boolean known, int distance, boolean right) {}
