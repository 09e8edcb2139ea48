/**
 * Files below a folder or in an archive, alike to whoever reads them. Archives are never unpacked:
 * nothing is written, so no name in them can point anywhere.
 *
 * <p>For a reader of your own: {@link FileTree} lists and reads, {@link Limits} says how much,
 * {@link FileNames} finds a file by a name that a list gives, {@link ImageEndings} tells images by
 * their names.
 */
package io.ddh.data.read.files;
