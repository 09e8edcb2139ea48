/** NumPy arrays and npy files. */
package io.ddh.core.npy;
