package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.data.read.files.Limits;
import io.ddh.data.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files into memory. */
public final class TextFiles {
  private TextFiles() {}

  /**
   * {@return the content of a text file}
   *
   * @param file the file
   * @param what the expected kind of file, for the error message
   * @throws IOException if the file can't be read
   * @throws BadInputException if the file doesn't exist, is longer than {@link Limits#TEXT_BYTES}
   *     or isn't text
   */
  public static String text(Path file, String what) throws IOException {
    return PlainText.decode(file.toString(), bytes(file, what));
  }

  /**
   * {@return all bytes of a file} The file may be at most {@link Limits#TEXT_BYTES} bytes long.
   *
   * @param file the file
   * @param what the expected kind of file, for the error message
   * @throws IOException if the file can't be read
   * @throws BadInputException if the file doesn't exist or is too long
   */
  public static byte[] bytes(Path file, String what) throws IOException {
    if (Files.size(ReaderSettings.file(file, "expected " + what)) <= Limits.TEXT_BYTES) {
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes((int) Limits.TEXT_BYTES);
      }
    }
    throw new BadInputException(
        file
            + ": "
            + Files.size(file)
            + " bytes; "
            + what
            + " may have at most "
            + Limits.TEXT_BYTES);
  }
}
