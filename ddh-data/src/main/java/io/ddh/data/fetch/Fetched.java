package io.ddh.data.fetch;

import java.nio.file.Path;

/**
 * A file that is complete and checked.
 *
 * @param file its path
 * @param bytes its length
 * @param sha256 of its content, lower-case hex
 * @param check what its content was compared with
 * @param present true: it was there before, and nothing was downloaded
 */
public record Fetched(Path file, long bytes, String sha256, Verdict check, boolean present) {
  /** What a content was compared with. */
  public enum Verdict {
    /** The SHA-256 of a named source. */
    SHA256,
    /** The MD5 of a named source; the file's SHA-256 is recorded. */
    MD5,
    /** The SHA-256 recorded at the first download. */
    RECORDED,
    /** Nothing: this is the first download, and its SHA-256 is recorded now. */
    FIRST_USE
  }
}
