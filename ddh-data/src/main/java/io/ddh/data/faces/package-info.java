/**
 * The embedded data: faces drawn by arithmetic, no real person among them. {@link
 * io.ddh.data.faces.Person} is what stays the same between two images of a person, {@link
 * io.ddh.data.faces.Look} what changes; the paint classes compute what one ray of sight sees.
 *
 * <p>The pixels are the same on every machine: plain float arithmetic and {@code sqrt}, which Java
 * defines to the last bit, and {@code StrictMath} for angles. Published tables depend on these
 * pixels, so a change here is a new data set.
 */
package io.ddh.data.faces;
