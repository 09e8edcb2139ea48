package io.ddh.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The files that src/test/reference/numpy_files.py made. */
public final class NumpyFiles {
  private NumpyFiles() {}

  /** A file by its name in the script. */
  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = NumpyFiles.class.getResourceAsStream("/reference/numpy_files.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      String line =
          text.lines().filter(l -> l.startsWith(name + " b64:")).findFirst().orElseThrow();
      return Base64.getDecoder().decode(line.substring(name.length() + 5));
    }
  }
}
