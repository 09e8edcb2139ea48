package io.ddh.data.read.files;

import java.util.Locale;
import java.util.Set;

/**
 * Name endings of image files. A file with such an ending is decoded as an image, whatever it
 * contains; any other file is recognized by its first bytes.
 */
public final class ImageEndings {
  private static final String READ =
      "jpg jpeg jpe jfif jif pjpeg pjp png apng bmp dib pgm ppm pnm pbm tif tiff webp gif";

  /** Formats that can't be read, which messages name. */
  private static final String NAMED = "heic heif hif avif jp2 j2k jxl";

  private static final Set<String> ENDINGS = Set.of((READ + " " + NAMED).split(" ", -1));

  private ImageEndings() {}

  /**
   * {@return whether a file's name has the ending of an image, in lower or upper case}
   *
   * @param name the file's name
   */
  public static boolean isOne(String name) {
    return ENDINGS.contains(of(name));
  }

  /**
   * {@return the ending in lower case, without its dot; empty if there is none}
   *
   * @param name the file's name
   */
  public static String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
