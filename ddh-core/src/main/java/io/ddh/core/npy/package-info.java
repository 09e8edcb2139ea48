/** NumPy's arrays, and its npy files. */
package io.ddh.core.npy;
