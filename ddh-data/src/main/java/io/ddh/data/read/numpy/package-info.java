/** Pickles that hold NumPy's arrays and nothing else. */
package io.ddh.data.read.numpy;
