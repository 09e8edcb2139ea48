/** NumPy's arrays as it writes them: npy files, and pickles that hold arrays and nothing else. */
package io.ddh.data.read.numpy;
