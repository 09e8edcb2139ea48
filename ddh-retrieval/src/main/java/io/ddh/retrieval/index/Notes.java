package io.ddh.retrieval.index;

import io.ddh.core.Check;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Remarks about an index as bytes: their number, then key and value, each with its length. */
final class Notes {
  static final int MOST_BYTES = 1 << 24;

  private Notes() {}

  /** Refuses what the file could not hold. */
  static void check(String key, String value) {
    Check.that(!key.isEmpty(), "a note must have a key");
    Check.inRange("bytes of a note", utf8(key).length + utf8(value).length, 1, Item.MAX_TEXT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(Map<String, String> notes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(notes.size());
      for (Map.Entry<String, String> note : new TreeMap<>(notes).entrySet()) {
        for (String text : new String[] {note.getKey(), note.getValue()}) {
          out.writeShort(utf8(text).length);
          out.write(utf8(text));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no I/O errors
    }
    return bytes.toByteArray();
  }

  /** Empty if the bytes make no sense. */
  static Optional<Map<String, String>> parse(byte[] bytes) {
    Map<String, String> notes = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String key = text(in);
        notes.put(key, text(in));
      }
      return in.available() == 0 ? Optional.of(notes) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] text = new byte[in.readUnsignedShort()];
    in.readFully(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
