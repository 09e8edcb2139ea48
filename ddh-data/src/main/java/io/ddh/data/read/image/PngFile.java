package io.ddh.data.read.image;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Reads PNG files. The orientation is taken from an eXIf chunk, from a text chunk with EXIF data
 * such as ImageMagick writes, or from XMP data.
 */
final class PngFile {
  private static final ImageReaderSpi DECODER = ImageReaders.ofJava("png");
  private static final int MOST_TEXT = 1 << 20;
  private static final Pattern XMP = Pattern.compile("tiff:Orientation(=\"|>)([0-9])");
  private static final String RAW_EXIF = "Raw profile type exif";

  private PngFile() {}

  static ImageFile of(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!name(bytes, 12).equals("IHDR") || in.getInt(16) <= 0 || in.getInt(20) <= 0) {
      throw new IOException("damaged: no size in the header");
    }
    int bands =
        switch (in.get(25)) {
          case 3 -> 1;
          case 0, 4 -> 2; // grey and alpha; the decoder adds alpha if a colour is transparent
          default -> 4;
        };
    int pixel = bands * (in.get(24) == 16 ? 2 : 1);
    ExifOrientation turn = orientation(bytes);
    return new ImageFile(
        in.getInt(16), in.getInt(20), pixel, turn, () -> ImageReaders.read(DECODER, bytes));
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static ExifOrientation orientation(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Optional<ExifOrientation> text = Optional.empty();
    int at = 8;
    while (at + 12 <= in.limit()) {
      int length = in.getInt(at);
      String name = name(bytes, at + 4);
      if (length < 0 || length > in.limit() - at - 12) {
        boolean needed = Character.isUpperCase(name.charAt(0)) && !name.equals("IEND");
        if (needed && length > in.limit() - at - 8) {
          throw new EOFException("truncated");
        }
        break;
      }
      if (name.equals("eXIf")) {
        return ExifOrientation.ofExif(in.slice(at + 8, length));
      }
      if (text.isEmpty() && name.endsWith("Xt")) {
        text = inText(name, bytes, at + 8, length);
      }
      at += 12 + length;
    }
    return text.orElse(ExifOrientation.UPRIGHT);
  }

  private static Optional<ExifOrientation> inText(String name, byte[] bytes, int at, int length) {
    String all = new String(bytes, at, Math.min(length, MOST_TEXT), StandardCharsets.ISO_8859_1);
    if (name.equals("iTXt") && all.startsWith("XML:com.adobe.xmp\0")) {
      Matcher found = XMP.matcher(all);
      return found.find()
          ? Optional.of(ExifOrientation.of(Long.parseLong(found.group(2))))
          : Optional.empty();
    }
    if (!all.startsWith(RAW_EXIF + "\0")) {
      return Optional.empty();
    }
    int from = RAW_EXIF.length() + 1;
    String text =
        name.equals("zTXt")
            ? inflated(bytes, at + from + 1, length - from - 1)
            : all.substring(from);
    String[] lines = text.split("\n", 4); // empty, the name, the length, then hexadecimal digits
    String digits = lines.length < 4 ? "" : lines[3].replaceAll("\\s", "");
    try {
      byte[] exif = HexFormat.of().parseHex(digits);
      boolean named = new String(exif, StandardCharsets.ISO_8859_1).startsWith("Exif\0\0");
      int start = named ? 6 : 0;
      return Optional.of(
          ExifOrientation.ofExif(ByteBuffer.wrap(exif).slice(start, exif.length - start)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a damaged tag doesn't mean that the image is damaged
    }
  }

  private static String inflated(byte[] bytes, int at, int length) {
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(bytes, at, Math.max(0, length)))) {
      return new String(in.readNBytes(MOST_TEXT), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
