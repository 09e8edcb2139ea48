package io.ddh.data.read.image;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.Extent;
import io.ddh.core.FaceAligner;
import io.ddh.core.Images;
import io.ddh.core.Reason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Turns decoded images upright, crops them to their centre square and scales this square.
 *
 * @param crop side of the centre square, in pixels of the upright image or as a share of its
 *     shorter side; with no crop, the whole image is used. If an image is smaller than the crop,
 *     its largest centre square is used.
 * @param size height and width of the result in pixels
 * @param channels channels of the result, 3 (RGB; grey is replicated) or 1 (BT.601 grey)
 */
public record FaceScaler(Extent crop, int size, int channels) {
  /** Maximum of {@link #crop} in pixels. */
  public static final int MOST_CROP = 100_000;

  /** Maximum of {@link #size}. */
  public static final int MOST_SIZE = 1024;

  /**
   * Checks the ranges.
   *
   * @param crop side of the centre square, in pixels of the upright image or as a share of its
   *     shorter side; with no crop, the whole image is used. If an image is smaller than the crop,
   *     its largest centre square is used.
   * @param size height and width of the result in pixels
   * @param channels channels of the result, 3 (RGB; grey is replicated) or 1 (BT.601 grey)
   */
  public FaceScaler {
    Check.inRange("crop", crop.pixels(), 0, MOST_CROP);
    Check.inRange("size", size, 1, MOST_SIZE);
    Check.that(channels == 1 || channels == 3, "channels must be 1 or 3, found %d", channels);
  }

  /**
   * Creates a scaler whose crop is given in pixels.
   *
   * @param pixels side of the crop in pixels; 0 for the whole image
   * @param size height and width of the result in pixels
   * @param channels channels of the result, 3 or 1
   */
  public FaceScaler(int pixels, int size, int channels) {
    this(Extent.pixels(pixels), size, channels);
  }

  /**
   * {@return a scaler that crops images to their largest centre square and returns RGB; it is used
   * for thumbnails}
   *
   * @param side height and width of the result in pixels
   */
  public static FaceScaler square(int side) {
    return new FaceScaler(MOST_CROP, side, 3);
  }

  /**
   * Decodes, turns, crops and scales an image, exactly as the readers of image files do.
   *
   * @param content content of an image file
   * @param name name of the image, for error messages
   * @return a single image, size×size×channels
   * @throws BadInputException if the content isn't a readable, complete image, or if the image is
   *     too large
   */
  public Images prepare(byte[] content, String name) {
    try {
      return read(content);
    } catch (IOException e) {
      throw new BadInputException(name + ": " + Reason.of(e), e);
    }
  }

  /**
   * Decodes, turns, crops and scales an image.
   *
   * @param content content of an image file
   * @return a single image, size×size×channels
   * @throws IOException with a short reason if the image can't be read completely or is too large
   */
  public Images read(byte[] content) throws IOException {
    byte[] out = new byte[length()];
    scale(content, Optional.empty(), out, 0);
    return new Images(size, size, channels, out);
  }

  /**
   * Decodes an image file and writes the scaled face, which has {@link #length} bytes.
   *
   * @param bytes content of the image file
   * @param box where the face is in the image; if empty, the image is cropped to its centre square
   * @param out receives the face
   * @param at index in {@code out} at which the first byte is written
   * @return whether the image is smaller than the crop
   * @throws IOException with a short reason if the image can't be read completely or is too large,
   *     or the box lies outside the image
   */
  public boolean scale(byte[] bytes, Optional<FaceBox> box, byte[] out, int at) throws IOException {
    ImageDecoder.Decoded decoded = ImageDecoder.decode(bytes, ImageDecoder.MAX_PIXELS);
    BufferedImage image = decoded.image();
    if (box.isEmpty()) {
      scale(decoded, out, at);
      return crop.of(shorter(image)) > shorter(image);
    }
    scale(
        decoded, box.get().in(image.getWidth(), image.getHeight(), decoded.orientation()), out, at);
    return false;
  }

  /**
   * Decodes an image file, finds the face in its box or centre square, and writes the aligned face,
   * which has {@link #length} bytes.
   *
   * @param bytes content of the image file
   * @param box where the face is in the image; if empty, the image is cropped to its centre square
   * @param aligner finds and aligns the face
   * @param out receives the face
   * @param at index in {@code out} at which the first byte is written
   * @return whether a face was found
   * @throws IOException with a short reason if the image can't be read completely or is too large,
   *     or the box lies outside it
   */
  public boolean align(byte[] bytes, Optional<FaceBox> box, FaceAligner aligner, byte[] out, int at)
      throws IOException {
    ImageDecoder.Decoded decoded = ImageDecoder.decode(bytes, ImageDecoder.MAX_PIXELS);
    BufferedImage image = decoded.image();
    FaceBox.Part part =
        box.isPresent()
            ? box.get().in(image.getWidth(), image.getHeight(), decoded.orientation())
            : centre(decoded);
    FaceAligner.Aligned face = aligner.align(upright(decoded, part), size);
    float[] values = new float[3];
    byte[] pixels = face.image().pixels();
    for (int p = 0; p < size * size; p++) {
      for (int c = 0; c < 3; c++) {
        values[c] = pixels[3 * p + c] & 255;
      }
      put(values, 0, false, out, at + p * channels);
    }
    return face.found();
  }

  /** Returns a part of the stored image, turned upright, without scaling it. */
  private static Images upright(ImageDecoder.Decoded decoded, FaceBox.Part part) {
    Images whole = WholePhoto.of(decoded);
    BufferedImage stored = decoded.image();
    ExifOrientation turn = decoded.orientation();
    int x = turn.flipX() ? stored.getWidth() - part.x() - part.width() : part.x();
    int y = turn.flipY() ? stored.getHeight() - part.y() - part.height() : part.y();
    int left = turn.transposed() ? y : x;
    int top = turn.transposed() ? x : y;
    int width = turn.transposed() ? part.height() : part.width();
    int height = turn.transposed() ? part.width() : part.height();
    byte[] out = new byte[width * height * 3];
    for (int row = 0; row < height; row++) {
      int from = ((top + row) * whole.width() + left) * 3;
      System.arraycopy(whole.pixels(), from, out, row * width * 3, width * 3);
    }
    return new Images(height, width, 3, out);
  }

  /** {@return the number of bytes of one scaled image, which is size·size·channels} */
  public int length() {
    return size * size * channels;
  }

  /**
   * Allocates memory for the results of several images.
   *
   * @param place the folder or archive of the images, for the error message
   * @param images number of images
   * @return an array of images·{@link #length} bytes, filled with zeros
   * @throws BadInputException if the results need more bytes than an array can hold
   */
  public byte[] room(Path place, int images) {
    long bytes = (long) images * length();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw BadInputException.of(
          "%s: %d images of size %d need %d bytes, at most %d are possible",
          place, images, size, bytes, Integer.MAX_VALUE);
    }
    return new byte[(int) bytes];
  }

  /**
   * Crops a decoded image, scales the result and writes {@link #length} bytes to {@code out},
   * starting at index {@code at}.
   */
  void scale(ImageDecoder.Decoded decoded, byte[] out, int at) {
    scale(decoded, centre(decoded), out, at);
  }

  /** Returns the centre square of a decoded image; without a crop, the whole image. */
  private FaceBox.Part centre(ImageDecoder.Decoded decoded) {
    BufferedImage image = decoded.image();
    ExifOrientation turn = decoded.orientation();
    int width = crop.isNone() ? image.getWidth() : side(image);
    int height = crop.isNone() ? image.getHeight() : side(image);
    int x0 = offset(image.getWidth(), width, turn.flipX());
    int y0 = offset(image.getHeight(), height, turn.flipY());
    return new FaceBox.Part(x0, y0, width, height);
  }

  /**
   * Scales a part of the stored image instead of its centre square. The aspect ratio of the part is
   * not preserved.
   */
  void scale(ImageDecoder.Decoded decoded, FaceBox.Part part, byte[] out, int at) {
    BufferedImage image = decoded.image();
    ExifOrientation turn = decoded.orientation();
    int bands = PixelRows.bands(image);
    AreaResizer.Rows rows = PixelRows.of(image, part.x(), part.y(), part.width());
    float[] stored = AreaResizer.resize(rows, part.width(), part.height(), bands, size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int column = turn.transposed() ? y : x;
        int row = turn.transposed() ? x : y;
        column = turn.flipX() ? size - 1 - column : column;
        row = turn.flipY() ? size - 1 - row : row;
        put(stored, row * size + column, bands == 1, out, at + (y * size + x) * channels);
      }
    }
  }

  private int side(BufferedImage image) {
    return Math.min(crop.of(shorter(image)), shorter(image));
  }

  private static int shorter(BufferedImage image) {
    return Math.min(image.getWidth(), image.getHeight());
  }

  /**
   * Returns where the middle part of a stored axis starts. If an odd number of pixels is left over,
   * the extra pixel is on the same side as in the upright image.
   */
  private static int offset(int whole, int part, boolean flipped) {
    int rest = whole - part;
    return flipped ? rest - rest / 2 : rest / 2;
  }

  private void put(float[] values, int pixel, boolean grey, byte[] out, int at) {
    if (channels == 3) {
      for (int c = 0; c < 3; c++) {
        out[at + c] = round(grey ? values[pixel] : values[pixel * 3 + c]);
      }
    } else if (grey) {
      out[at] = round(values[pixel]);
    } else {
      int p = pixel * 3;
      out[at] = round(0.299f * values[p] + 0.587f * values[p + 1] + 0.114f * values[p + 2]);
    }
  }

  private static byte round(float value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
