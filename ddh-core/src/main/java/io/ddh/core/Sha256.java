package io.ddh.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of strings or bytes, as lower-case hex. */
public final class Sha256 {
  private final MessageDigest digest = Seeds.sha256();

  /**
   * {@return the SHA-256 of bytes, as 64 lower-case hex digits}
   *
   * @param bytes any number of bytes
   */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(Seeds.sha256().digest(bytes));
  }

  /**
   * {@return the SHA-256 of a string's UTF-8 bytes, as 64 lower-case hex digits}
   *
   * @param text any string
   */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a string and then a NUL byte (0x00), so that adding "ab" and "c" gives a different digest
   * from adding "a" and "bc".
   *
   * @param text any string
   */
  public void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /**
   * {@return the SHA-256 of everything added, as 64 lower-case hex digits} Call this method only
   * once, because it resets the digest.
   */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
