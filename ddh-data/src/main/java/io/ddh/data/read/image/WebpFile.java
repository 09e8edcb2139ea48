package io.ddh.data.read.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Reads WebP files. Of an animation, only the first frame is read and placed at its position on the
 * canvas.
 */
final class WebpFile {
  private static final ImageReaderSpi DECODER = new WebPImageReaderSpi();
  private static final int ALPHA = 0x10;

  private final ByteBuffer in;
  private int width;
  private int height;
  private int left;
  private int top;
  private Optional<Part> alpha = Optional.empty();
  private Optional<Part> pixels = Optional.empty();
  private boolean animated;
  private ExifOrientation orientation = ExifOrientation.UPRIGHT;

  private WebpFile(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A chunk of the file, described by its name and the position and length of its content. */
  private record Part(String name, int at, int length) {}

  static ImageFile of(byte[] bytes) throws IOException {
    WebpFile file = new WebpFile(bytes);
    long end = bytes.length < 12 ? 12 : 8 + (file.in.getInt(4) & 0xFFFFFFFFL);
    if (end > bytes.length + 1L) { // the padding of the last chunk may be missing
      throw new EOFException("truncated: " + end + " bytes expected, found " + bytes.length);
    }
    file.readChunks(12, (int) Math.min(end, bytes.length));
    if (file.pixels.isEmpty()) {
      throw new IOException("damaged: no image in it");
    }
    file.checkSize(file.pixels.get());
    int pixel = 8; // 4 in the library and 4 in the array that it returns
    return new ImageFile(file.width, file.height, pixel, file.orientation, file::read);
  }

  private void readChunks(int from, int end) throws IOException {
    int at = from;
    while (at + 8 <= end) {
      String name = new String(in.array(), at, 4, StandardCharsets.ISO_8859_1);
      long length = in.getInt(at + 4) & 0xFFFFFFFFL;
      if (length > end - at - 8) {
        throw new EOFException("truncated in chunk " + name.strip());
      }
      take(new Part(name, at + 8, (int) length));
      at += 8 + (int) (length + length % 2);
    }
  }

  private void take(Part part) throws IOException {
    switch (part.name()) {
      case "VP8X" -> {
        need(part, 10);
        width = three(part.at() + 4) + 1;
        height = three(part.at() + 7) + 1;
      }
      case "ANMF" -> {
        if (pixels.isEmpty()) {
          need(part, 24);
          animated = true;
          left = 2 * three(part.at());
          top = 2 * three(part.at() + 3);
          readChunks(part.at() + 16, part.at() + part.length());
        }
      }
      case "ALPH" -> alpha = alpha.isEmpty() ? Optional.of(part) : alpha;
      case "VP8 ", "VP8L" -> pixels = pixels.isEmpty() ? Optional.of(part) : pixels;
      case "EXIF" -> {
        boolean named = part.length() >= 6 && in.getInt(part.at()) == 0x66697845; // Exif
        int skip = named ? 6 : 0;
        orientation = ExifOrientation.ofExif(in.slice(part.at() + skip, part.length() - skip));
      }
      default -> {
        // Colour profiles, XMP and other chunks are ignored.
      }
    }
  }

  private static void need(Part part, int length) throws IOException {
    if (part.length() < length) {
      throw new IOException("damaged: chunk " + part.name());
    }
  }

  private int three(int at) {
    return in.getShort(at) & 0xFFFF | (in.get(at + 2) & 255) << 16;
  }

  private int frameWidth(Part part) {
    return part.name().equals("VP8L")
        ? (in.getInt(part.at() + 1) & 0x3FFF) + 1
        : in.getShort(part.at() + 6) & 0x3FFF;
  }

  private int frameHeight(Part part) {
    return part.name().equals("VP8L")
        ? (in.getInt(part.at() + 1) >> 14 & 0x3FFF) + 1
        : in.getShort(part.at() + 8) & 0x3FFF;
  }

  private void checkSize(Part part) throws IOException {
    need(part, 10);
    if (width == 0) {
      width = frameWidth(part);
      height = frameHeight(part);
    }
    boolean fits = left + frameWidth(part) <= width && top + frameHeight(part) <= height;
    if (!fits || width == 0 || height == 0) {
      throw new IOException("damaged: a frame that is larger than the canvas, or empty");
    }
  }

  private BufferedImage read() throws IOException {
    BufferedImage frame;
    try {
      frame = ImageReaders.read(DECODER, animated ? still() : in.array());
    } catch (OutOfMemoryError e) { // the library also throws this for damaged alpha
      throw new IOException("damaged, or it needs more memory than is available", e);
    } catch (LinkageError e) {
      throw new IOException(
          "WebP can't be read on this machine, because there is no native library for it", e);
    }
    if (frame.getWidth() == width && frame.getHeight() == height) {
      return frame;
    }
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[frame.getWidth()];
    for (int y = 0; y < frame.getHeight(); y++) {
      frame.getRGB(0, y, row.length, 1, row, 0, row.length);
      canvas.setRGB(left, top + y, row.length, 1, row, 0, row.length);
    }
    return canvas;
  }

  /** Returns the first frame as a separate file, because the library can't read animations. */
  private byte[] still() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Part frame = pixels.orElseThrow();
    if (alpha.isPresent()) {
      ByteBuffer head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      head.putInt(0, ALPHA);
      head.putInt(4, frameWidth(frame) - 1).putInt(6, frameHeight(frame) - 1 << 8 | head.get(6));
      write(out, "VP8X", head.array(), 0, 10);
      Part part = alpha.get();
      write(out, "ALPH", in.array(), part.at(), part.length());
    }
    write(out, frame.name(), in.array(), frame.at(), frame.length());
    ByteBuffer file = ByteBuffer.allocate(12 + out.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(out.size() + 4).put(ascii("WEBP")).put(out.toByteArray());
    return file.array();
  }

  private static void write(
      ByteArrayOutputStream out, String name, byte[] bytes, int at, int length) {
    out.writeBytes(ascii(name));
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    out.write(bytes, at, length);
    out.writeBytes(new byte[length % 2]);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
