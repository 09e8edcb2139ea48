/**
 * Decodes image files. The format is recognised by the first bytes of a file, size and orientation
 * are read from its header, and the pixels are read as they are stored. {@link
 * io.ddh.data.read.image.FaceScaler} crops and scales the face.
 */
package io.ddh.data.read.image;
