package io.ddh.data.fetch;

import java.nio.file.Path;

/**
 * A downloaded file that is complete and checked.
 *
 * @param file path of the file
 * @param bytes length of the file in bytes
 * @param sha256 SHA-256 of the content, in lower-case hex
 * @param check what the content was compared with
 * @param present true if the file existed before and nothing was downloaded
 */
public record Fetched(Path file, long bytes, String sha256, Verdict check, boolean present) {
  /** What the content of a file was compared with. */
  public enum Verdict {
    /** The content matches the SHA-256 given for the file. */
    SHA256,
    /** The content matches the MD5 given for the file; its SHA-256 is recorded. */
    MD5,
    /** The content matches the SHA-256 recorded at the first download. */
    RECORDED,
    /**
     * The content could not be compared with anything, because this is the first download. Its
     * SHA-256 is now recorded.
     */
    FIRST_USE
  }
}
