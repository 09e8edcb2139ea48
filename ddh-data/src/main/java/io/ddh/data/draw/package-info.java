/** Images for people to look at: bitmaps, sheets of faces, PNG files. */
package io.ddh.data.draw;
