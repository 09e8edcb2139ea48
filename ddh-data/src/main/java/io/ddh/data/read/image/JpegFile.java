package io.ddh.data.read.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Reads JPEG files. The colour space is determined by the rules of libjpeg, not by those of Java's
 * decoder, which prefers an Adobe marker to a JFIF marker and applies colour profiles. To make
 * Java's decoder follow the rules of libjpeg, all application data in the file is replaced by a
 * single marker that states the colour space, before the file is passed to the decoder.
 */
final class JpegFile {
  private static final ImageReaderSpi DECODER = ImageReaders.ofJava("jpeg");
  private static final String VALID = "baseline or progressive JPEG of 8 bits, Huffman-coded";
  private static final int[] IN_ORDER = {0, 1, 2};
  private static final byte[] JFIF = ascii("\u00ff\u00e0\0\u0010JFIF\0\1\1\0\0\1\0\1\0\0");
  private static final byte[] ADOBE = ascii("\u00ff\u00ee\0\u000eAdobe\0d\0\0\0\0\0");

  private final byte[] bytes;
  private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
  private int scan;
  private int width;
  private int height;
  private int components;
  private boolean namedRgb;
  private boolean jfif;
  private int transform = -1;
  private Optional<ExifOrientation> orientation = Optional.empty();

  private JpegFile(byte[] bytes) {
    this.bytes = bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static ImageFile of(byte[] bytes) throws IOException {
    JpegFile file = new JpegFile(bytes);
    file.readSegments();
    if (file.components != 1 && file.components != 3 && file.components != 4) {
      throw file.components == 0
          ? new IOException("damaged: no frame before the first scan")
          : UnreadableImageException.variant(
              ImageFormat.JPEG, file.components + " components", "1, 3 or 4");
    }
    if (file.width == 0 || file.height == 0) {
      throw new IOException("damaged: an image of " + file.width + "×" + file.height + " pixels");
    }
    int bytesOfPixel = file.components == 4 ? 7 : file.components; // 4 components and 3 colours
    ExifOrientation turn = file.orientation.orElse(ExifOrientation.UPRIGHT);
    return new ImageFile(file.width, file.height, bytesOfPixel, turn, file::read);
  }

  private void readSegments() throws IOException {
    int at = 2;
    while (true) {
      while (value(at) != 0xFF) {
        at++; // libjpeg does the same
      }
      while (value(at) == 0xFF) {
        at++;
      }
      int marker = value(at++);
      if (marker == 0xDA) {
        scan = at - 2;
        return;
      }
      if (marker == 0xD8 || marker == 0xD9) {
        throw new IOException("damaged: no image before the end marker");
      }
      if (marker > 1 && (marker < 0xD0 || marker > 0xD7)) {
        int length = value(at) << 8 | value(at + 1);
        value(at + length - 1); // fails if the segment is truncated
        segment(marker, at, length);
        at += Math.max(2, length);
      }
    }
  }

  private int value(int at) {
    return bytes[at] & 255;
  }

  /** Reads the segment that starts at a position, including its length. */
  private void segment(int marker, int at, int length) throws IOException {
    if (marker == 0xE0) {
      jfif |= length >= 16 && starts(at + 2, "JFIF\0");
    } else if (marker == 0xE1) {
      if (orientation.isEmpty() && length >= 8 && starts(at + 2, "Exif\0\0")) {
        orientation =
            Optional.of(ExifOrientation.ofExif(ByteBuffer.wrap(bytes).slice(at + 8, length - 8)));
      }
    } else if (marker == 0xEE) {
      transform = length >= 14 && starts(at + 2, "Adobe") ? value(at + 13) : transform;
    } else if (marker >> 4 != 0xE && marker != 0xFE) {
      if (isFrame(marker)) {
        frame(marker, at, length);
      }
      tables.write(0xFF);
      tables.write(marker);
      tables.write(bytes, at, length);
    }
  }

  private boolean starts(int at, String text) {
    return new String(bytes, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  private static boolean isFrame(int marker) {
    return marker == 0xF7
        || marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private void frame(int marker, int at, int length) throws IOException {
    if (length < 11 || components > 0) {
      throw new IOException("damaged: in a frame header");
    }
    int bits = value(at + 2);
    String found =
        switch (marker) {
          case 0xC0, 0xC1, 0xC2 -> bits == 8 ? "" : bits + " bits per sample";
          case 0xC3 -> "lossless coding";
          case 0xF7 -> "JPEG-LS coding";
          case 0xC5, 0xC6, 0xC7 -> "hierarchical coding";
          default -> "arithmetic coding";
        };
    if (!found.isEmpty()) {
      throw UnreadableImageException.variant(ImageFormat.JPEG, found, VALID);
    }
    height = value(at + 3) << 8 | value(at + 4);
    width = value(at + 5) << 8 | value(at + 6);
    components = value(at + 7);
    namedRgb =
        components == 3
            && length >= 17
            && value(at + 8) == 'R'
            && value(at + 11) == 'G'
            && value(at + 14) == 'B';
  }

  /**
   * Returns whether the three components are red, green and blue. Otherwise, the components are
   * luma and chroma.
   */
  private boolean isRgb() {
    return !jfif && (transform == 0 || transform < 0 && namedRgb);
  }

  private BufferedImage read() throws IOException {
    try {
      return decoded();
    } catch (IOException e) {
      throw hasEnd() ? e : new IOException("truncated", e);
    }
  }

  private boolean hasEnd() {
    for (int at = bytes.length - 2; at > scan; at--) {
      if (bytes[at] == (byte) 0xFF && bytes[at + 1] == (byte) 0xD9) {
        return true;
      }
    }
    return false;
  }

  private BufferedImage decoded() throws IOException {
    if (components == 4) {
      Raster inks = ImageReaders.run(DECODER, marked(ADOBE), reader -> reader.readRaster(0, null));
      return Cmyk.toRgb(inks, transform > 0, true);
    }
    return ImageReaders.run(
        DECODER,
        marked(isRgb() ? ADOBE : JFIF),
        reader -> {
          ImageReadParam param = reader.getDefaultReadParam();
          if (components == 3) {
            param.setDestination(rgb(width, height));
          }
          return reader.read(0, param);
        });
  }

  private byte[] marked(byte[] marker) {
    byte[] head = tables.toByteArray();
    ByteBuffer out = ByteBuffer.allocate(2 + marker.length + head.length + bytes.length - scan);
    out.put(bytes, 0, 2).put(marker).put(head).put(bytes, scan, bytes.length - scan);
    return out.array();
  }

  /**
   * Creates an image whose channels are in the decoder's order: red, green, blue. By default, Java
   * would reorder the channels to blue, green, red, which would take a quarter of the time needed
   * to load a data set.
   */
  static BufferedImage rgb(int width, int height) {
    return ImageTypeSpecifier.createInterleaved(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            IN_ORDER,
            DataBuffer.TYPE_BYTE,
            false,
            false)
        .createBufferedImage(width, height);
  }
}
