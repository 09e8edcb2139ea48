/**
 * Readers of data sets that store each image in its own file, in a folder or an archive. These
 * readers find the image files and the people shown in them, decode the images in parallel and
 * cache the result.
 *
 * <p>To write your own reader, use the following classes; docs/data.md has an example.
 *
 * <ul>
 *   <li>{@link FaceFilesReader}, the base class for readers of image files. A subclass provides a
 *       {@link FaceList}, which may give the position of a face as a {@link
 *       io.ddh.data.read.image.FaceBox}
 *   <li>{@link ImageListing}, which finds the images in a {@link io.ddh.data.read.files.FileTree},
 *       and {@link IgnoredFiles}, which counts the files that the reader skips
 * </ul>
 *
 * Each class whose name ends with Reader reads one form of data set. The commands use {@link
 * ImageStream}.
 */
package io.ddh.data.read.folder;
