/** Reads pickles of NumPy arrays safely: anything else in a pickle is refused. */
package io.ddh.data.read.numpy;
