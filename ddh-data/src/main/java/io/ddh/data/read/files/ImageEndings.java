package io.ddh.data.read.files;

import java.util.Locale;
import java.util.Set;

/**
 * File name extensions of image files. A file with such an extension is always taken to be an
 * image. For any other file, its first bytes decide whether it is an image.
 */
public final class ImageEndings {
  private static final String READ =
      "jpg jpeg jpe jfif jif pjpeg pjp png apng bmp dib pgm ppm pnm pbm tif tiff webp gif";

  /**
   * Extensions of image formats that can't be read. Files with these extensions are reported to the
   * user.
   */
  private static final String NAMED = "heic heif hif avif jp2 j2k jxl";

  private static final Set<String> ENDINGS = Set.of((READ + " " + NAMED).split(" ", -1));

  private ImageEndings() {}

  /**
   * {@return whether a file name has the extension of an image, in lower or upper case}
   *
   * @param name the file's name
   */
  public static boolean isOne(String name) {
    return ENDINGS.contains(of(name));
  }

  /**
   * {@return the extension of a file name in lower case, without the dot; empty if there is none}
   *
   * @param name the file's name
   */
  public static String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
