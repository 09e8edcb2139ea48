/** Draws images for people to look at: bitmaps, sheets of faces and PNG files. */
package io.ddh.data.draw;
