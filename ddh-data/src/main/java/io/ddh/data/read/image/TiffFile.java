package io.ddh.data.read.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.imageio.spi.ImageReaderSpi;

/** Reads the first image of a TIFF file. Colour profiles are ignored. */
record TiffFile(byte[] bytes, TiffDirectory directory) {
  private static final ImageReaderSpi DECODER = new TIFFImageReaderSpi();
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int SAMPLES = 277;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final int CMYK = 5;
  private static final int LARGEST_TILE = 1 << 14;

  private static final Set<Long> COMPRESSIONS =
      Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32773L, 32946L);
  private static final Map<Long, String> OTHER_COMPRESSIONS =
      Map.of(34925L, "LZMA", 50000L, "Zstandard", 50001L, "WebP", 34712L, "JPEG 2000");
  private static final Map<Long, String> SAMPLE_FORMATS =
      Map.of(2L, "signed", 3L, "floating-point", 5L, "complex", 6L, "complex");
  private static final Map<Long, String> OTHER_COLOURS =
      Map.of(4L, "a mask", 8L, "Lab colours", 9L, "Lab colours", 10L, "Lab colours");

  static ImageFile of(byte[] bytes) throws IOException {
    TiffDirectory directory =
        TiffDirectory.first(bytes).orElseThrow(() -> new EOFException("truncated"));
    TiffFile file = new TiffFile(bytes, directory);
    try {
      file.check();
    } catch (UnreadableImageException e) {
      throw e;
    } catch (IOException e) {
      throw file.isCut() ? new EOFException("truncated") : e;
    }
    ExifOrientation turn = directory.orientation();
    return new ImageFile(file.size(WIDTH), file.size(HEIGHT), file.pixelBytes(), turn, file::read);
  }

  private void check() throws IOException {
    long compression = tag(COMPRESSION, 1);
    if (!COMPRESSIONS.contains(compression)) {
      String name = OTHER_COMPRESSIONS.getOrDefault(compression, "unknown (" + compression + ")");
      throw variant(name + " compression", "none, PackBits, LZW, Deflate, JPEG or CCITT");
    }
    String format = SAMPLE_FORMATS.get(tag(SAMPLE_FORMAT, 1));
    if (format != null) {
      throw variant(format + " values", "unsigned whole numbers of up to 16 bits");
    }
    if (tag(BITS, 1) > 16) {
      throw variant(tag(BITS, 1) + " bits per sample", "up to 16");
    }
    String colours = OTHER_COLOURS.get(tag(PHOTOMETRIC, 1));
    if (colours != null) {
      throw variant(colours, "grey, RGB, a palette, CMYK or YCbCr");
    }
    if (size(WIDTH) < 1 || size(HEIGHT) < 1) {
      throw new IOException("damaged: no size in the header");
    }
    if (tag(TILE_WIDTH, 1) > LARGEST_TILE || tag(TILE_HEIGHT, 1) > LARGEST_TILE) {
      throw variant("tiles larger than " + LARGEST_TILE + " pixels", "smaller ones");
    }
  }

  /**
   * Returns whether the file is truncated. Truncation is checked only after decoding has failed,
   * because some programs write sizes that are a few bytes too large.
   */
  private boolean isCut() {
    return directory.end() > bytes.length;
  }

  private static UnreadableImageException variant(String found, String valid) {
    return UnreadableImageException.variant(ImageFormat.TIFF, found, valid);
  }

  private long tag(int number, long otherwise) {
    return directory.tag(number).orElse(otherwise);
  }

  private int size(int number) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, tag(number, 0)));
  }

  private int pixelBytes() {
    long samples = Math.max(1, Math.min(1000, tag(SAMPLES, 1)));
    long more = tag(PHOTOMETRIC, 1) == CMYK ? 3 : 0;
    return (int) (samples * (tag(BITS, 1) > 8 ? 2 : 1) + more);
  }

  private BufferedImage read() throws IOException {
    BufferedImage image;
    try {
      image = ImageReaders.read(DECODER, bytes);
    } catch (IOException e) {
      throw isCut() ? new IOException("truncated", e) : e;
    }
    if (tag(PHOTOMETRIC, 1) == CMYK && image.getRaster().getNumBands() >= 4) {
      return Cmyk.toRgb(image.getRaster(), false, false);
    }
    boolean premultiplied = tag(EXTRA_SAMPLES, 0) == 1 && image.getRaster().getNumBands() == 4;
    return premultiplied ? divided(image) : image;
  }

  /**
   * Divides the colours of each pixel by its alpha, if they were multiplied by alpha before they
   * were stored.
   */
  private static BufferedImage divided(BufferedImage image) {
    int[] pixel = new int[4];
    int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.getRaster().getPixel(x, y, pixel);
        for (int c = 0; c < 3 && pixel[3] > 0; c++) {
          pixel[c] = (int) Math.min(most, (long) pixel[c] * most / pixel[3]);
        }
        image.getRaster().setPixel(x, y, pixel);
      }
    }
    return image;
  }
}
