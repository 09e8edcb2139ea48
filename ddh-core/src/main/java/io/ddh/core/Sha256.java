package io.ddh.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of texts or bytes, as lower-case hex. */
public final class Sha256 {
  private final MessageDigest digest = Seeds.sha256();

  /** Of bytes. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(Seeds.sha256().digest(bytes));
  }

  /** Of a text's UTF-8 bytes. */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes in a text and a zero byte, so that "ab", "c" differs from "a", "bc". */
  public void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** Of all that was added; once. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
