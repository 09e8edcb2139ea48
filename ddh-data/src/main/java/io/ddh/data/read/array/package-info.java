/**
 * Readers of data sets that are stored as arrays. The formats are NumPy, MATLAB, IDX (MNIST),
 * CIFAR, Olivetti and the pickles published by the authors of DDH.
 *
 * <p>To write your own reader, use {@link LabelNumbers} to convert stored labels to consecutive
 * numbers and names, and {@link GivenSets} to support data sets that come with a split.
 */
package io.ddh.data.read.array;
