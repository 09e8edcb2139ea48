/**
 * Readers of data sets from disk: folders of images, one a person, MATLAB v5 files, and sets that
 * come divided into training and test images (IDX, CIFAR-10, class folders in a folder or archive).
 * Decoding, EXIF orientation, cropping, resizing and the cache of the result.
 */
package io.ddh.data.read;
