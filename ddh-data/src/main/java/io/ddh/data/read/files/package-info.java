/**
 * Uniform access to the files below a folder or in an archive. Archives are never unpacked to disk,
 * so a name in them can't cause a file to be written.
 *
 * <p>For a reader of your own: {@link FileTree} lists and reads files within {@link Limits}, {@link
 * FileNames} finds a file by the name in a list, {@link ImageEndings} recognizes images by their
 * names.
 */
package io.ddh.data.read.files;
