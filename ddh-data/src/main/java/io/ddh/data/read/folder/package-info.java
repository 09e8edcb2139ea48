/**
 * Data sets that keep each image in a file of its own, in a folder or an archive: which files are
 * images, who is shown in them, decoding in parallel and the cache of the result.
 *
 * <p>For a reader of your own (docs/data.md has an example):
 *
 * <ul>
 *   <li>{@link FaceFilesReader}, to extend where each image is a file: it needs a {@link FaceList},
 *       and does the rest; {@link io.ddh.data.read.image.FaceBox} says where in an image the face
 *       is
 *   <li>{@link ImageListing}: which files of a {@link io.ddh.data.read.files.FileTree} are images;
 *       {@link IgnoredFiles} counts those that are not read
 * </ul>
 *
 * The classes named Reader are the forms themselves; {@link ImageStream} serves the commands.
 */
package io.ddh.data.read.folder;
