package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file or folder whose form is not known yet and is to be found by {@link
 * DatasetReader#recognize}. The files of a candidate are listed once for all readers, and only
 * their first bytes are read.
 */
public interface Candidate {
  /** Kind of a file or folder, judged by its content. */
  enum Kind {
    /** A folder. */
    FOLDER,
    /** A ZIP archive, or a tar archive, compressed or not. */
    ARCHIVE,
    /** Any other file. */
    FILE
  }

  /** {@return the path of the file or folder} */
  Path path();

  /** {@return the kind, judged by the content} */
  Kind kind();

  /** {@return the first bytes of a file or archive, at most 512; empty for a folder} */
  byte[] head();

  /**
   * {@return the sorted paths of the files in a folder or archive, at any depth, separated by
   * {@code /}; empty for a file} System files and hidden files are left out.
   */
  List<String> names();

  /**
   * {@return whether the names of all files are known} The result is false if there are too many
   * files to list.
   */
  boolean whole();

  /**
   * {@return those {@link #names} that belong to image files} Images are recognized by their file
   * name extensions. If no file has such an extension, images are recognized by the files' first
   * bytes.
   *
   * @throws IOException if the files can't be read
   */
  List<String> images() throws IOException;
}
