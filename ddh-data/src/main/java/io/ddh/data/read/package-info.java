/**
 * Readers of data sets from disk: image files of people in folders and archives (with face boxes,
 * YouTube Faces, FaceScrub), also divided into training and test images. Decoding, EXIF
 * orientation, cropping, resizing and the cache of the result. Arrays are read in {@link
 * io.ddh.data.read.array}.
 *
 * <p>For a reader of your own (docs/data.md has an example):
 *
 * <ul>
 *   <li>{@link FaceFilesReader}, to extend where each image is a file: it needs a {@link FaceList},
 *       and does the rest; {@link FaceBox} says where in an image the face is
 *   <li>{@link ImageListing}: which files of a {@link io.ddh.data.read.files.FileTree} are images;
 *       {@link IgnoredFiles} counts those that are not read
 *   <li>{@link FaceScaler#prepare}: one image decoded, turned upright, cut and scaled
 *   <li>{@link ReaderSettings}, {@link TextFiles}: shared settings, small files
 * </ul>
 *
 * The classes named Reader are the forms themselves; {@link ImageStream} and {@link SquarePicture}
 * serve the commands.
 */
package io.ddh.data.read;
