/** Makes images for people to look at, such as bitmaps, sheets of faces and PNG files. */
package io.ddh.data.draw;
