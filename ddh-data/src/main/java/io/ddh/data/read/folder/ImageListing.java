package io.ddh.data.read.folder;

import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.image.ImageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the image files in a folder or archive. Image files are recognized by their extension or,
 * if this isn't the extension of an image, by their first bytes.
 */
public final class ImageListing {
  private ImageListing() {}

  /**
   * {@return the image files, in the order of the listing}
   *
   * @param tree the files
   */
  public static List<FileTree.Entry> of(FileTree tree) {
    List<FileTree.Entry> unknown =
        tree.files().stream().filter(file -> !ImageEndings.isOne(file.path())).toList();
    List<byte[]> heads = tree.heads(unknown);
    Set<FileTree.Entry> others = new HashSet<>();
    for (int i = 0; i < heads.size(); i++) {
      if (ImageFormat.of(heads.get(i)).filter(ImageFormat::isImage).isEmpty()) {
        others.add(unknown.get(i));
      }
    }
    List<FileTree.Entry> images = new ArrayList<>(tree.files());
    images.removeIf(others::contains);
    return images;
  }

  /**
   * Returns those unreadable files and folders that may be images or contain images. The result
   * contains all unreadable folders, and the unreadable files with the extension of an image.
   */
  static List<String> problems(FileTree tree) {
    return tree.problems().stream()
        .filter(p -> ImageEndings.isOne(p.path()) || ImageEndings.of(p.path()).isEmpty())
        .map(FileTree.Problem::toString)
        .toList();
  }
}
