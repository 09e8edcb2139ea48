/** Reads pickles of NumPy arrays safely: a pickle that contains anything else is refused. */
package io.ddh.data.read.numpy;
