/**
 * Readers of data sets that come as arrays: NumPy, MATLAB, IDX (MNIST), CIFAR, Olivetti and the
 * pickles of the DDH authors.
 *
 * <p>For a reader of your own: {@link LabelNumbers} turns stored labels into numbers and names,
 * {@link GivenSets} supports data sets that come divided.
 */
package io.ddh.data.read.array;
