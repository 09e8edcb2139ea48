package io.ddh.data.text;

import io.ddh.data.BadInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8, with or without a byte order mark. */
public final class PlainText {
  private PlainText() {}

  /**
   * Decodes a file's bytes; a byte order mark is dropped.
   *
   * @param place file, for the message
   * @throws BadInputException naming the line if they aren't UTF-8
   */
  public static String decode(String place, byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 255) << 8 | bytes[1] & 255;
    if (first == 0xfffe || first == 0xfeff) {
      throw new BadInputException(place + ": is UTF-16 text; save it as UTF-8");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int line = 1; // the decoder stands where it failed
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new BadInputException(
          place + ":" + line + ": isn't UTF-8 text here; save the file as UTF-8", e);
    }
  }
}
