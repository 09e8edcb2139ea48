package io.ddh.data.fetch;

import io.ddh.core.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code SHA256SUMS} in a folder of downloaded files, in the format of {@code sha256sum}.
 * The list records the digest that each file had when the file was first downloaded.
 */
record DigestList(Path folder) {
  static final String NAME = "SHA256SUMS";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  /** Returns the recorded SHA-256 of a file, if there is one. */
  Optional<String> of(String name) throws IOException {
    return Optional.ofNullable(read().get(name));
  }

  /** Records the SHA-256 of a file, unless one is already recorded for it. */
  void record(String name, String sha256) throws IOException {
    Map<String, String> all = read();
    if (all.putIfAbsent(name, sha256) == null) {
      StringBuilder text = new StringBuilder();
      all.forEach((key, value) -> text.append(value).append("  ").append(key).append('\n'));
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.resolve(NAME), out -> out.write(bytes));
    }
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> all = new TreeMap<>();
    Path file = folder.resolve(NAME);
    if (Files.exists(file)) {
      Matcher line = LINE.matcher("");
      Files.readAllLines(file).stream()
          .filter(text -> line.reset(text).matches())
          .forEach(text -> all.put(line.group(2), line.group(1)));
    }
    return all;
  }

  /**
   * SHA-256 and MD5 of a file in lower-case hex. Both digests are computed in a single read of the
   * file.
   */
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
        throw new IllegalStateException("every Java installation provides SHA-256 and MD5", e);
      }
    }
  }
}
