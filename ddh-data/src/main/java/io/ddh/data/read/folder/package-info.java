/**
 * Readers of data sets that store each image in its own file, in a folder or an archive. They find
 * the image files and the people shown in them, decode the images in parallel and cache the result.
 *
 * <p>To write your own reader (docs/data.md has an example), use:
 *
 * <ul>
 *   <li>{@link FaceFilesReader}, the base class for readers of image files: a subclass provides a
 *       {@link FaceList}, in which {@link io.ddh.data.read.image.FaceBox} may give the position of
 *       a face
 *   <li>{@link ImageListing}, which finds the images in a {@link io.ddh.data.read.files.FileTree},
 *       and {@link IgnoredFiles}, which counts files that are not read
 * </ul>
 *
 * The classes named Reader each read one form of data set. {@link ImageStream} is used by the
 * commands.
 */
package io.ddh.data.read.folder;
