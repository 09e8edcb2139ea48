/** Packed files: prepared data sets, each in one file with a checksum. */
package io.ddh.data.pack;
