/**
 * Readers of data sets from disk: image files of people in folders and archives (with face boxes,
 * YouTube Faces, FaceScrub), MATLAB's and NumPy's arrays, and sets that come divided into training
 * and test images (IDX, CIFAR-10, class folders, the DDH authors' pickles). Decoding, EXIF
 * orientation, cropping, resizing and the cache of the result.
 */
package io.ddh.data.read;
