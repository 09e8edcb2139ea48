/**
 * Uniform access to files below a folder or in an archive. Archives are never unpacked to disk, so
 * no name in an archive can cause a file to be written to disk.
 *
 * <p>To write your own reader, use {@link FileTree} to list and read files within {@link Limits},
 * {@link FileNames} to find the files that a list names, and {@link ImageEndings} to recognize
 * images by their names.
 */
package io.ddh.data.read.files;
