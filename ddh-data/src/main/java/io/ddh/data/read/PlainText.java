package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.read.files.FileNames;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text that people write: lists, CSV, YAML. UTF-8, or UTF-16 where it begins with a byte order mark
 * as Windows writes it; the mark itself is no text.
 */
public final class PlainText {
  private static final Pattern ESCAPED = Pattern.compile("\\\\x[0-9a-f]{2}");

  private PlainText() {}

  /**
   * A whole file.
   *
   * @param what it must be, for the message
   * @throws BadInputException if it isn't there, is too long or no such text
   */
  public static String read(Path file, String what) throws IOException {
    byte[] bytes = TextFiles.bytes(file, what);
    List<String> lines = names(file.toString(), bytes).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (ESCAPED.matcher(lines.get(i)).find() && !isUtf8(bytes)) {
        throw new BadInputException(
            file + ":" + (i + 1) + ": not UTF-8, " + lines.get(i).strip() + "; save it as UTF-8");
      }
    }
    return names(file.toString(), bytes);
  }

  /**
   * Text that holds names of files, which need be no UTF-8: other bytes become {@code \xfc}, as
   * {@link FileNames} writes them.
   *
   * @param place for the message
   * @throws BadInputException if it is no text
   */
  static String names(String place, byte[] bytes) {
    Charset wide =
        begins(bytes, 0xFF, 0xFE)
            ? StandardCharsets.UTF_16LE
            : begins(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    boolean narrow = wide.equals(StandardCharsets.UTF_8);
    String text = narrow ? FileNames.decode(bytes) : new String(bytes, wide);
    if (text.indexOf('\0') >= 0) {
      throw new BadInputException(place + ": no UTF-8 text, it holds zero bytes; save it as UTF-8");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  static List<String> lines(String place, byte[] bytes) {
    return names(place, bytes).lines().toList();
  }

  private static boolean isUtf8(byte[] bytes) {
    return Arrays.equals(
        bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean begins(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 255) == first && (bytes[1] & 255) == second;
  }
}
