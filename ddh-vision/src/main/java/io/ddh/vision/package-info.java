/**
 * Finds the faces in photos and turns each into a vector, with public pre-trained networks. Start
 * with {@link io.ddh.vision.FaceFinder}.
 */
package io.ddh.vision;
