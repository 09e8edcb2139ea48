package io.ddh.data.read.files;

import java.util.Locale;
import java.util.Set;

/**
 * Endings of image files' names. A file with one is taken for an image and decoded, whatever it
 * holds; of any other file the first bytes are looked at.
 */
public final class ImageEndings {
  private static final Set<String> ENDINGS =
      Set.of(
          "jpg",
          "jpeg",
          "jpe",
          "jfif",
          "jif",
          "pjpeg",
          "pjp",
          "png",
          "apng",
          "bmp",
          "dib",
          "pgm",
          "ppm",
          "pnm",
          "pbm",
          "tif",
          "tiff",
          "webp",
          "gif",
          // not read, but told of
          "heic",
          "heif",
          "hif",
          "avif",
          "jp2",
          "j2k",
          "jxl");

  private ImageEndings() {}

  /** Whether a file's name has the ending of an image, in small or capital letters. */
  public static boolean isOne(String name) {
    return ENDINGS.contains(of(name));
  }

  /** The ending in small letters, without its dot; empty: there is none. */
  public static String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
