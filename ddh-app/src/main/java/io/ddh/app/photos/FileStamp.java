package io.ddh.app.photos;

import io.ddh.data.read.files.FileTree;

/**
 * Size and time of a photo's file, by which a changed photo is recognised.
 *
 * @param bytes size of the file in bytes
 * @param modified time of the last change in milliseconds since 1970
 */
record FileStamp(long bytes, long modified) {
  /** Stands for an unknown size and time; a photo with this stamp counts as unchanged. */
  static final FileStamp UNKNOWN = new FileStamp(-1, -1);

  static FileStamp of(FileTree.Entry file) {
    return new FileStamp(file.size(), file.stamp());
  }

  boolean differs(FileStamp other) {
    return !equals(UNKNOWN) && !other.equals(UNKNOWN) && !equals(other);
  }
}
