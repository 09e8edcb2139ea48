/**
 * The embedded data set: synthetic faces that are drawn by arithmetic and show no real person.
 * {@link io.ddh.data.faces.Person} holds what all images of a person share, and {@link
 * io.ddh.data.faces.Look} what changes between them. The paint classes compute the colour that one
 * line of sight sees.
 *
 * <p>The pixels are the same on every machine: plain float arithmetic and {@code sqrt}, which Java
 * defines to the last bit, and {@code StrictMath} for angles. Published tables depend on these
 * pixels, so any change to them makes a new data set.
 */
package io.ddh.data.faces;
