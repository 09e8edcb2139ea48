/**
 * Finds the faces in photos and turns each into a vector, with public pre-trained networks. {@link
 * io.ddh.vision.FaceFinder} is the entrance.
 */
package io.ddh.vision;
