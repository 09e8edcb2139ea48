/** Packed files, each of which holds a prepared data set and a checksum. */
package io.ddh.data.pack;
