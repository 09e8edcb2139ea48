/** NumPy's arrays, and npy files as it writes them. */
package io.ddh.core.npy;
