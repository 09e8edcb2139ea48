/**
 * Readers of data sets that come as arrays: NumPy, MATLAB, IDX (MNIST), CIFAR, Olivetti and the
 * pickles of the DDH authors.
 *
 * <p>For a reader of your own: {@link LabelNumbers} turns labels as they are stored into numbers
 * and names, {@link GivenSets} has what sets that come divided share.
 */
package io.ddh.data.read.array;
