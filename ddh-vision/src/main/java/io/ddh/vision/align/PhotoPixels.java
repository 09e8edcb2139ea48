package io.ddh.vision.align;

import io.ddh.core.Check;
import io.ddh.core.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Samples square parts of a photo at any scale and angle. A part that shrinks to less than half is
 * sampled from a smaller copy of the photo, in which each pixel is the mean of 2×2, 4×4, … pixels,
 * so that no pixel is skipped. Each copy is made when it is first needed. Not thread-safe.
 */
public final class PhotoPixels {
  private final List<Level> levels = new ArrayList<>();

  /**
   * A copy of the photo in which each pixel is the mean of 2^k × 2^k pixels; its first byte is at
   * {@code first}.
   */
  private record Level(byte[] rgb, int first, int width, int height) {}

  /**
   * Wraps a photo. Its pixels are not copied. Grey photos are treated as RGB.
   *
   * @param photos any number of photos
   * @param i index of the photo
   * @throws IndexOutOfBoundsException if there is no such photo
   */
  public PhotoPixels(Images photos, int i) {
    Objects.checkIndex(i, photos.size());
    if (photos.channels() == 3) {
      levels.add(
          new Level(photos.pixels(), i * photos.imageLength(), photos.width(), photos.height()));
    } else {
      byte[] rgb = new byte[Math.multiplyExact(3, photos.imageLength())];
      for (int p = 0; p < rgb.length; p++) {
        rgb[p] = photos.pixels()[i * photos.imageLength() + p / 3];
      }
      levels.add(new Level(rgb, 0, photos.width(), photos.height()));
    }
  }

  /** {@return the width of the photo in pixels} */
  public int width() {
    return levels.get(0).width();
  }

  /** {@return the height of the photo in pixels} */
  public int height() {
    return levels.get(0).height();
  }

  /**
   * Samples a square. Values between pixels are interpolated linearly. Everything outside the photo
   * is black.
   *
   * @param toPhoto transform from the square to the photo
   * @param side side of the square in pixels
   * @return side·side·3 values in 0..255, row by row, red, green and blue of each pixel
   */
  public float[] square(Similarity toPhoto, int side) {
    Check.atLeast("side", side, 1);
    double scale = toPhoto.scale();
    int k = 0;
    while (scale > 2 && level(k).width() > 1 && level(k).height() > 1) {
      scale /= 2;
      k++;
    }
    Level level = level(k);
    double shrink = 1.0 / (1 << k);
    float a = (float) (toPhoto.a() * shrink);
    float b = (float) (toPhoto.b() * shrink);
    float[] out = new float[side * side * 3];
    for (int y = 0; y < side; y++) {
      FacePoint start = toPhoto.map(0.5, y + 0.5);
      row(
          level,
          (float) (start.x() * shrink - 0.5),
          (float) (start.y() * shrink - 0.5),
          a,
          b,
          out,
          y * side * 3,
          side);
    }
    return out;
  }

  /** Samples a row that starts at (x, y) of a level and moves by (dx, dy) from pixel to pixel. */
  private static void row(
      Level level, float x, float y, float dx, float dy, float[] out, int at, int side) {
    byte[] rgb = level.rgb();
    int stride = level.width() * 3;
    for (int i = 0; i < side; i++) {
      float u = x + i * dx;
      float v = y + i * dy;
      int column = (int) Math.floor(u);
      int line = (int) Math.floor(v);
      float right = u - column;
      float down = v - line;
      int to = at + 3 * i;
      if (column >= 0 && line >= 0 && column < level.width() - 1 && line < level.height() - 1) {
        int from = level.first() + line * stride + column * 3;
        for (int c = 0; c < 3; c++) {
          int p = from + c;
          float top = (rgb[p] & 255) + right * ((rgb[p + 3] & 255) - (rgb[p] & 255));
          int q = p + stride;
          float bottom = (rgb[q] & 255) + right * ((rgb[q + 3] & 255) - (rgb[q] & 255));
          out[to + c] = top + down * (bottom - top);
        }
      } else {
        edge(level, column, line, right, down, out, to);
      }
    }
  }

  /** Samples a point at the edge of the photo, where some of the four pixels are outside. */
  private static void edge(
      Level level, int column, int line, float right, float down, float[] out, int to) {
    for (int i = 0; i < 4; i++) {
      int x = column + (i & 1);
      int y = line + (i >> 1);
      if (x >= 0 && y >= 0 && x < level.width() && y < level.height()) {
        float weight = ((i & 1) == 1 ? right : 1 - right) * (i > 1 ? down : 1 - down);
        int from = level.first() + (y * level.width() + x) * 3;
        for (int c = 0; c < 3; c++) {
          out[to + c] += weight * (level.rgb()[from + c] & 255);
        }
      }
    }
  }

  private Level level(int k) {
    while (levels.size() <= k) {
      levels.add(half(levels.get(levels.size() - 1)));
    }
    return levels.get(k);
  }

  /** Averages blocks of 2×2 pixels. If a side is odd, the last row or column is left out. */
  private static Level half(Level level) {
    int width = Math.max(1, level.width() / 2);
    int height = Math.max(1, level.height() / 2);
    byte[] rgb = level.rgb();
    byte[] out = new byte[width * height * 3];
    int stride = level.width() * 3;
    int to = 0;
    for (int y = 0; y < height; y++) {
      int from = level.first() + 2 * y * stride;
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          int p = from + c;
          int sum =
              (rgb[p] & 255)
                  + (rgb[p + 3] & 255)
                  + (rgb[p + stride] & 255)
                  + (rgb[p + stride + 3] & 255);
          out[to++] = (byte) (sum + 2 >> 2);
        }
        from += 6;
      }
    }
    return new Level(out, 0, width, height);
  }
}
