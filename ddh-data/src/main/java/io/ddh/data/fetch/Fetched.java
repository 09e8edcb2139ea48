package io.ddh.data.fetch;

import java.nio.file.Path;

/**
 * A file that is here whole.
 *
 * @param file where it lies
 * @param bytes its length
 * @param sha256 of its content, lower-case hex
 * @param check what its content was compared with
 * @param present true: it lay here before
 */
public record Fetched(Path file, long bytes, String sha256, Verdict check, boolean present) {
  /** What a content was compared with. */
  public enum Verdict {
    /** The SHA-256 of a named source. */
    SHA256,
    /** The MD5 of a named source; its SHA-256 was recorded now or before. */
    MD5,
    /** The SHA-256 recorded when it was first fetched here. */
    RECORDED,
    /** Nothing: this is the first use, and its SHA-256 is recorded now. */
    FIRST_USE
  }
}
