/**
 * Code shared by the readers of all data sets on disk. The readers of image files are in {@link
 * io.ddh.data.read.folder}, and the readers of arrays are in {@link io.ddh.data.read.array}.
 *
 * <p>To write your own reader, use the following classes; docs/data.md has an example.
 *
 * <ul>
 *   <li>{@link io.ddh.data.read.folder.FaceFilesReader}, the base class for readers of image files
 *   <li>{@link io.ddh.data.read.image.FaceScaler#prepare}, which decodes an image, turns it
 *       upright, crops it and scales it
 *   <li>{@link io.ddh.data.read.array.LabelNumbers}, which converts stored labels to consecutive
 *       numbers and names
 *   <li>{@link io.ddh.data.read.array.GivenSets}, which supports data sets that come with a split
 *   <li>{@link ReaderSettings} and {@link TextFiles}, which read the settings common to all readers
 *       and small text files
 * </ul>
 */
package io.ddh.data.read;
