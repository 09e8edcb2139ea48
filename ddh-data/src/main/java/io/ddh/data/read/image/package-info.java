/**
 * Image files: which format a file has by its first bytes, its size and orientation from the
 * header, its pixels as they are stored, and the face cut out and scaled ({@link
 * io.ddh.data.read.image.FaceScaler}).
 */
package io.ddh.data.read.image;
