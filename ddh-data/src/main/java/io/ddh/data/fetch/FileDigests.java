package io.ddh.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and MD5 of a file in lower-case hex, computed in one pass. */
record FileDigests(String sha256, String md5) {
  static FileDigests of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      new DigestInputStream(new DigestInputStream(in, sha256), md5)
          .transferTo(OutputStream.nullOutputStream());
      HexFormat hex = HexFormat.of();
      return new FileDigests(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256 and MD5", e);
    }
  }
}
