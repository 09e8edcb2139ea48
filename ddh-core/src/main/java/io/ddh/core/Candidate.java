package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file or folder of unknown form, for {@link DatasetReader#recognize}. It is listed once for all
 * readers; only the first bytes of its files are read.
 */
public interface Candidate {
  /** What lies at a path, by its content. */
  enum Kind {
    FOLDER,
    /** A ZIP or tar archive, packed or not. */
    ARCHIVE,
    /** Any other file. */
    FILE
  }

  Path path();

  Kind kind();

  /** The first bytes of a file or archive, at most 512; of a folder none. */
  byte[] head();

  /**
   * Paths of the files in a folder or archive, at any depth, with {@code /} and sorted; of a file
   * none. System files and hidden ones are left out.
   */
  List<String> names();

  /** False if there are so many files that {@link #names} holds only some of them. */
  boolean whole();

  /**
   * Those of {@link #names} that are images: by their endings, or, where no name has one, by the
   * files' first bytes.
   *
   * @throws IOException if the files can't be read
   */
  List<String> images() throws IOException;
}
