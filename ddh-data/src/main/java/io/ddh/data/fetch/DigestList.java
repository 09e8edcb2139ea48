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
 * {@code SHA256SUMS} beside fetched files, in the form of {@code sha256sum}: what a file held when
 * it was first fetched.
 */
final class DigestList {
  static final String NAME = "SHA256SUMS";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  private final Path file;

  DigestList(Path folder) {
    file = folder.resolve(NAME);
  }

  /** What is recorded of a file. */
  Optional<String> of(String name) throws IOException {
    return Optional.ofNullable(read().get(name));
  }

  /** Records a file; a line that is there already stays. */
  void record(String name, String sha256) throws IOException {
    Map<String, String> all = read();
    if (all.putIfAbsent(name, sha256) == null) {
      StringBuilder text = new StringBuilder();
      all.forEach((key, value) -> text.append(value).append("  ").append(key).append('\n'));
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(bytes));
    }
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> all = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          all.put(matcher.group(2), matcher.group(1));
        }
      }
    }
    return all;
  }
}
