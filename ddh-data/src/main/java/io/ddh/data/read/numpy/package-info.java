/**
 * Reads pickles of NumPy arrays safely, because a pickle that contains anything else is refused.
 */
package io.ddh.data.read.numpy;
