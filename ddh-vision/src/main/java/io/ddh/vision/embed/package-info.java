/** Turns aligned faces into vectors, in which photos of the same person lie close together. */
package io.ddh.vision.embed;
