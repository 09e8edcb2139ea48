/**
 * What experiments use of the face finder: the features {@code face}, the reference row {@code
 * face-euclidean}, and the alignment of data sets. {@link java.util.ServiceLoader} finds them.
 */
package io.ddh.vision.features;
