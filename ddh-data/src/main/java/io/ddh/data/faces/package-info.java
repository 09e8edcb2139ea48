/**
 * The embedded data set, which consists of synthetic faces. The faces are computed by arithmetic
 * and show no real person. {@link io.ddh.data.faces.Person} holds what all images of a person
 * share, and {@link io.ddh.data.faces.Look} holds what differs between them. The paint classes
 * compute the colour seen along one line of sight.
 *
 * <p>The pixels are the same on every machine, because they are computed by float arithmetic and
 * {@code sqrt}, which Java defines to the last bit, and by {@code StrictMath} for angles. Published
 * tables depend on these pixels, so any change to the pixels makes a new data set.
 */
package io.ddh.data.faces;
