package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads files in the netpbm formats P1 to P7: bitmaps, grey images and colour images, each stored
 * as text or binary, and PAM files with up to four bands. Values are scaled to 0..255 in the same
 * way as in Pillow; of 16-bit values, only the high byte is used.
 */
final class PnmFile {
  private static final int WHOLE = 65535;

  private final byte[] bytes;
  private final int kind;
  private int at = 2;
  private int width;
  private int height;
  private int bands;
  private int most = 1;

  private PnmFile(byte[] bytes) {
    this.bytes = bytes;
    this.kind = bytes[1] - '0';
  }

  static ImageFile of(byte[] bytes) throws IOException {
    PnmFile file = new PnmFile(bytes);
    if (file.kind == 7) {
      file.readPamHead();
    } else {
      file.width = file.number();
      file.height = file.number();
      file.bands = file.kind % 3 == 0 ? 3 : 1;
      file.most = file.isBitmap() ? 1 : file.number();
      file.at++; // a single blank ends the header
    }
    if (file.width < 1 || file.height < 1 || file.most < 1 || file.most > WHOLE) {
      String size = file.width + "×" + file.height + " pixels";
      throw new IOException("damaged: an image of " + size + ", largest value " + file.most);
    }
    if (file.bands < 1 || file.bands > 4) {
      throw UnreadableImageException.variant(ImageFormat.PNM, "depth " + file.bands, "1 to 4");
    }
    return new ImageFile(file.width, file.height, file.kept(), ExifOrientation.UPRIGHT, file::read);
  }

  private boolean isBitmap() {
    return kind == 1 || kind == 4;
  }

  /** Checks that the file is long enough, before memory for the pixels is allocated. */
  private void checkLength() throws IOException {
    long samples = (long) width * height * bands;
    long needed =
        switch (kind) {
          case 1 -> samples;
          case 2, 3 -> 2 * samples - 1;
          case 4 -> (width + 7L) / 8 * height;
          default -> samples * (most > 255 ? 2 : 1);
        };
    if (bytes.length - at < needed) {
      throw new EOFException(
          "truncated: " + needed + " bytes of pixels expected, found " + (bytes.length - at));
    }
  }

  private void readPamHead() throws IOException {
    while (true) {
      String word = word();
      switch (word) {
        case "WIDTH" -> width = number();
        case "HEIGHT" -> height = number();
        case "DEPTH" -> bands = number();
        case "MAXVAL" -> most = number();
        case "TUPLTYPE" -> word();
        case "ENDHDR" -> {
          at++;
          return;
        }
        default -> {
          peek(); // fails if the file ends within a word
          throw new IOException("damaged: its header has '" + word + "'");
        }
      }
    }
  }

  private void skipBlanks() {
    while (true) {
      int c = peek();
      if (c == '#') {
        while (peek() != '\n' && peek() != '\r') {
          at++;
        }
      } else if (!isBlank(c)) {
        return;
      } else {
        at++;
      }
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c >= 9 && c <= 13;
  }

  private int peek() {
    return bytes[at] & 255;
  }

  private String word() {
    skipBlanks();
    int from = at;
    while (at < bytes.length && !isBlank(bytes[at] & 255) && at - from < 32) {
      at++;
    }
    return new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
  }

  private int number() throws IOException {
    skipBlanks();
    int value = 0;
    int digits = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && digits < 9) {
      value = value * 10 + bytes[at++] - '0';
      digits++;
    }
    if (digits == 0) {
      throw new IOException("damaged: expected a number, found '" + (char) peek() + "'");
    }
    return value;
  }

  /** Returns the number of bands, not counting alpha. */
  private int kept() {
    return bands < 3 ? 1 : 3;
  }

  private BufferedImage read() throws IOException {
    checkLength();
    BufferedImage out =
        kept() == 1
            ? new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY)
            : JpegFile.rgb(width, height);
    byte[] pixels = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
    int to = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int band = 0; band < bands; band++) {
          int value = sample(x);
          if (band < kept()) {
            pixels[to++] = (byte) value;
          }
        }
      }
      at += kind == 4 ? (width + 7) / 8 : 0;
    }
    return out;
  }

  private int sample(int x) throws IOException {
    if (kind == 1) {
      skipBlanks();
      return bytes[at++] == '0' ? 255 : 0;
    }
    if (kind == 4) {
      return (bytes[at + x / 8] >> 7 - x % 8 & 1) == 0 ? 255 : 0;
    }
    int value;
    if (kind <= 3) { // values are written as text
      value = number();
    } else if (most > 255) {
      value = (bytes[at++] & 255) << 8 | bytes[at++] & 255;
    } else {
      value = bytes[at++] & 255;
    }
    if (most == 255 || most == WHOLE) {
      return Math.min(most, value) >> (most == WHOLE ? 8 : 0);
    }
    return (int) Math.min(255, Math.rint((double) value / most * 255));
  }
}
