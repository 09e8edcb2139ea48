/** The pixels themselves as feature vectors. */
package io.ddh.data.pixels;
