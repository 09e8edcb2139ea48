package io.ddh.retrieval.index;

import io.ddh.core.Check;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Encodes and decodes the notes about an index as a count, followed by the key and value of each
 * note.
 */
final class Notes {
  static final int MOST_BYTES = 1 << 24;

  private Notes() {}

  /** Throws IllegalArgumentException if the note is too long for the file. */
  static void check(String key, String value) {
    Check.that(!key.isEmpty(), "a note must have a key");
    Check.inRange("bytes of a note", utf8(key).length + utf8(value).length, 1, Item.MAX_TEXT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(Map<String, String> notes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(notes.size());
    for (Map.Entry<String, String> note : new TreeMap<>(notes).entrySet()) {
      Records.text(out, note.getKey());
      Records.text(out, note.getValue());
    }
    return bytes.toByteArray();
  }

  /** Reads notes; empty if the bytes are invalid. */
  static Optional<Map<String, String>> parse(byte[] bytes) {
    Map<String, String> notes = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        notes.put(Records.text(in), Records.text(in));
      }
      return in.available() == 0 ? Optional.of(notes) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
