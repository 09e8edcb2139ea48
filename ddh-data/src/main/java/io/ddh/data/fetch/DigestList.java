package io.ddh.data.fetch;

import io.ddh.core.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code SHA256SUMS} beside downloaded files, in the format of {@code sha256sum}: the
 * digest that each file had when it was first downloaded.
 */
record DigestList(Path folder) {
  static final String NAME = "SHA256SUMS";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  /** The recorded digest of a file. */
  Optional<String> of(String name) throws IOException {
    return Optional.ofNullable(read().get(name));
  }

  /** Records the digest of a file; an earlier record of the same file is kept. */
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
}
