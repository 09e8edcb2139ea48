/**
 * Decodes image files: recognises the format by the first bytes, reads size and orientation from
 * the header and the pixels as they are stored, and crops and scales the face ({@link
 * io.ddh.data.read.image.FaceScaler}).
 */
package io.ddh.data.read.image;
