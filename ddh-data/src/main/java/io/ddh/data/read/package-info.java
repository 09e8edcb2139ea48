/**
 * Readers of data sets from disk: folders of images, one a person, and MATLAB v5 files. Decoding,
 * EXIF orientation, cropping, resizing and the cache of the result.
 */
package io.ddh.data.read;
