/**
 * What all readers of data sets from disk share. Image files of people are read in {@link
 * io.ddh.data.read.folder}, arrays in {@link io.ddh.data.read.array}.
 *
 * <p>For a reader of your own (docs/data.md has an example):
 *
 * <ul>
 *   <li>{@link io.ddh.data.read.folder.FaceFilesReader}, to extend where each image is a file
 *   <li>{@link io.ddh.data.read.image.FaceScaler#prepare}: one image decoded, turned upright, cut
 *       and scaled
 *   <li>{@link io.ddh.data.read.array.LabelNumbers}: labels as they are stored become numbers and
 *       names
 *   <li>{@link io.ddh.data.read.array.GivenSets}: what sets that come divided share
 *   <li>{@link ReaderSettings}, {@link TextFiles}: shared settings, small files
 * </ul>
 */
package io.ddh.data.read;
