/**
 * Indexes of photos that need no preparation. Pre-trained networks find the faces in the photos and
 * compute a vector for each face; a method that is fitted on these vectors hashes them.
 */
package io.ddh.app.photos;
