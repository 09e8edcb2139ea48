/** The head of NumPy files (.npy). */
package io.ddh.data.npy;
