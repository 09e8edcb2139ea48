package io.ddh.data.fetch;

import io.ddh.core.Check;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file that can be downloaded from one or more servers.
 *
 * @param name name of the file after the download, without folders
 * @param mirrors http or https addresses of the file; they are tried in this order
 * @param length length of the file in bytes, if known
 * @param sha256 SHA-256 of the content in lower-case hex, if known
 * @param md5 MD5 of the content in lower-case hex, if known; it is checked in addition to the
 *     SHA-256
 */
public record RemoteFile(
    String name,
    List<URI> mirrors,
    OptionalLong length,
    Optional<String> sha256,
    Optional<String> md5) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * Checks that name, mirrors, length and digests are well-formed.
   *
   * @param name name of the file after the download, without folders
   * @param mirrors http or https addresses of the file; they are tried in this order
   * @param length length of the file in bytes, if known
   * @param sha256 SHA-256 of the content in lower-case hex, if known
   * @param md5 MD5 of the content in lower-case hex, if known; it is checked in addition to the
   *     SHA-256
   */
  public RemoteFile {
    mirrors = List.copyOf(mirrors);
    Check.that(NAME.matcher(name).matches(), "name must be a plain file name, found '%s'", name);
    Check.atLeast("mirrors", mirrors.size(), 1);
    for (URI mirror : mirrors) {
      boolean web = "http".equals(mirror.getScheme()) || "https".equals(mirror.getScheme());
      Check.that(web && mirror.getHost() != null, "mirror must be http(s), found '%s'", mirror);
    }
    length.ifPresent(n -> Check.atLeast("length", n, 1));
    sha256.ifPresent(hex -> checkHex("sha256", hex, 64));
    md5.ifPresent(hex -> checkHex("md5", hex, 32));
  }

  private static void checkHex(String name, String hex, int digits) {
    boolean right = hex.length() == digits && hex.matches("[0-9a-f]*");
    Check.that(right, "%s must be %d lower-case hex digits, found '%s'", name, digits, hex);
  }

  /** Returns whether a digest is known with which a wrong file can be detected. */
  boolean hasDigest() {
    return sha256.isPresent() || md5.isPresent();
  }
}
