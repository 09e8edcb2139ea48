package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.spi.ImageReaderSpi;

/** Reads the first frame of a GIF file and places it at its position on the canvas. */
final class GifFile {
  private static final ImageReaderSpi DECODER = ImageReaders.ofJava("gif");

  private final byte[] bytes;
  private int at = 13;
  private int width;
  private int height;
  private int left;
  private int top;
  private int frameWidth;
  private int frameHeight;
  private int transparent = -1;

  private GifFile(byte[] bytes) {
    this.bytes = bytes;
  }

  static ImageFile of(byte[] bytes) throws IOException {
    GifFile file = new GifFile(bytes);
    file.findFrame();
    if (file.frameWidth == 0 || file.frameHeight == 0) {
      throw new IOException("damaged: a frame without pixels");
    }
    return new ImageFile(file.width, file.height, 2, ExifOrientation.UPRIGHT, file::read);
  }

  private void findFrame() throws IOException {
    at += colours(value(10));
    while (value(at) != 0x2C) {
      if (value(at) == 0x3B) {
        throw new IOException("damaged: no frame");
      }
      if (value(at) != 0x21) {
        at++; // Pillow does the same
        continue;
      }
      if (value(at + 1) == 0xF9 && value(at + 2) >= 4 && (value(at + 3) & 1) != 0) {
        transparent = value(at + 6);
      }
      at = afterBlocks(at + 2);
    }
    left = word(at + 1);
    top = word(at + 3);
    frameWidth = word(at + 5);
    frameHeight = word(at + 7);
    width = Math.max(word(6), left + frameWidth);
    height = Math.max(word(8), top + frameHeight);
    afterBlocks(at + 11 + colours(value(at + 9))); // fails if the data of the frame are incomplete
  }

  /**
   * Returns the number of bytes of a colour table. The flags say whether there is a colour table.
   */
  private static int colours(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  /**
   * Skips a sequence of data blocks that ends with an empty block, and returns the position after
   * the sequence.
   */
  private int afterBlocks(int first) {
    int block = first;
    while (value(block) != 0) {
      block += 1 + value(block);
    }
    return block + 1;
  }

  private int value(int place) {
    return bytes[place] & 255;
  }

  private int word(int place) {
    return value(place) | value(place + 1) << 8;
  }

  private BufferedImage read() throws IOException {
    BufferedImage frame = ImageReaders.read(DECODER, bytes);
    if (frame.getWidth() == width && frame.getHeight() == height) {
      return frame;
    }
    IndexColorModel colours = (IndexColorModel) frame.getColorModel();
    BufferedImage canvas =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
    int[] row = new int[width];
    Arrays.fill(row, Math.max(0, transparent)); // Pillow does the same
    for (int y = 0; y < height; y++) {
      canvas.getRaster().setPixels(0, y, width, 1, row);
    }
    canvas.getRaster().setRect(left, top, frame.getRaster());
    return canvas;
  }
}
