package io.ddh.data.text;

import io.ddh.core.BadInputException;
import io.ddh.data.read.files.FileNames;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes text files. A file is decoded as UTF-16 if it begins with the byte order mark of UTF-16,
 * as Windows programs write it, and as UTF-8 otherwise. The byte order mark isn't part of the
 * decoded text.
 */
public final class PlainText {
  private PlainText() {}

  /**
   * Decodes the content of a text file.
   *
   * @param place the file, for the error message
   * @param bytes content of the file
   * @return the text
   * @throws BadInputException if the content isn't text in one of these encodings; the message
   *     names the line
   */
  public static String decode(String place, byte[] bytes) {
    Charset wide = wide(bytes).orElse(StandardCharsets.UTF_8);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return plain(place, wide.newDecoder().decode(in).toString());
    } catch (CharacterCodingException e) {
      int line = 1; // the decoder has stopped where it failed
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new BadInputException(
          place + ":" + line + ": this line isn't UTF-8 text; save the file as UTF-8", e);
    }
  }

  /**
   * Splits a list of file names into lines. File names need not be UTF-8; bytes that aren't valid
   * UTF-8 are written like {@code \xfc}, as in {@link FileNames}.
   *
   * @param place the file, for the error message
   * @param bytes content of the file
   * @return the lines
   * @throws BadInputException if the content isn't text
   */
  public static List<String> lines(String place, byte[] bytes) {
    String text =
        wide(bytes).map(set -> new String(bytes, set)).orElseGet(() -> FileNames.decode(bytes));
    return plain(place, text).lines().toList();
  }

  /**
   * Parses the lines of a text file that gives one item per line. Blank lines are skipped.
   *
   * @param lines the lines
   * @param form the pattern of a valid line
   * @param row receives the match of each line that fits the pattern; returns whether the line can
   *     be used
   * @return the line numbers, from 1, of the lines that can't be used
   */
  public static List<Integer> rows(List<String> lines, Pattern form, Predicate<Matcher> row) {
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = form.matcher(lines.get(i));
      if (!lines.get(i).isBlank() && !(line.matches() && row.test(line))) {
        wrong.add(i + 1);
      }
    }
    return wrong;
  }

  private static String plain(String place, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new BadInputException(
          place + ": contains NUL bytes (0x00), so it isn't plain text; save it as UTF-8");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Optional<Charset> wide(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 255) << 8 | bytes[1] & 255;
    return first == 0xfffe
        ? Optional.of(StandardCharsets.UTF_16LE)
        : first == 0xfeff ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }
}
