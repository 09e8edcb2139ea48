package io.ddh.vision.model;

import io.ddh.core.Check;
import java.net.URI;
import java.util.List;

/**
 * A file of a network as its publisher hands it out.
 *
 * @param name name of the file, without folders
 * @param bytes length in bytes; 0 if it is not known
 * @param sha256 SHA-256 of the content in lower-case hex
 * @param sources addresses from which the file can be downloaded, by preference; empty if there is
 *     none
 * @param tried whether the addresses have been tried; those of the program's list could not be
 */
public record PublishedFile(
    String name, long bytes, String sha256, List<URI> sources, boolean tried) {
  /**
   * Checks that name, length and digest are well-formed.
   *
   * @param name name of the file, without folders
   * @param bytes length in bytes; 0 if it is not known
   * @param sha256 SHA-256 of the content in lower-case hex
   * @param sources addresses from which the file can be downloaded, by preference
   * @param tried whether the addresses have been tried
   */
  public PublishedFile {
    Check.that(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), "not a plain file name: '%s'", name);
    Check.atLeast("bytes", bytes, 0);
    Check.that(sha256.matches("[0-9a-f]{64}"), "sha256 must be 64 hex digits, found '%s'", sha256);
    sources = List.copyOf(sources);
  }
}
