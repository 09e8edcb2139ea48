/**
 * The parts of the face finder that experiments use: the features {@code face}, the reference row
 * {@code face-euclidean}, and the alignment of data sets. {@link java.util.ServiceLoader} finds
 * these classes.
 */
package io.ddh.vision.features;
