package io.ddh.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file in the work folder that belongs to one key. The key is the digest of everything that
 * decided the file's content.
 *
 * @param file path of the file
 * @param kind kind of the {@link TensorFile}
 * @param keyName name of the text in the file that holds the key
 * @param key key that the file must have
 */
record KeyedFile(Path file, String kind, String keyName, String key) {
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /**
   * {@return the SHA-256 digest, in lower-case hex, of a map written as JSON with sorted keys and
   * without spaces}
   */
  static String digest(Map<String, Object> map) {
    try {
      return Sha256.hex(CANONICAL.writeValueAsString(map));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "settings can't be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** {@return a file whose name ends with the first digits of a digest} */
  static Path named(Path folder, String name, String digest, String suffix) {
    return folder.resolve(name + "-" + digest.substring(0, 16) + suffix);
  }

  /**
   * Reads the file. The result is empty if the file is missing, unreadable or damaged, or if it has
   * another key. Such a file will be overwritten later.
   */
  Optional<TensorFile> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(TensorFile.read(file, kind))
          .filter(kept -> key.equals(kept.texts().get(keyName)));
    } catch (BadInputException | IOException e) {
      return Optional.empty();
    }
  }

  /** Writes the file, completely or not at all. */
  void write(Map<String, String> texts, Map<String, float[]> arrays) throws IOException {
    Map<String, String> all = new HashMap<>(texts);
    all.put(keyName, key);
    new TensorFile(kind, all, arrays).write(file);
  }
}
