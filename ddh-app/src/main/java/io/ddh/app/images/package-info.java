/** Reads image files to be hashed, and finds the image files that the sources of an index name. */
package io.ddh.app.images;
