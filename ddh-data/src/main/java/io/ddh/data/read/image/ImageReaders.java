package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.commons.io.function.IOFunction;

/**
 * Runs the decoders of ImageIO. Which decoder is used for a format is fixed and doesn't depend on
 * the class path, so that decoded pixels are the same everywhere.
 */
final class ImageReaders {
  /** Words in a decoder's warnings that show that the decoder has made up a part of the image. */
  private static final List<String> FATAL_WARNINGS =
      List.of("premature", "truncated", "bad huffman", "instead of rst", "eof", "end of");

  private ImageReaders() {}

  /** Returns the decoder for a format that comes with Java. */
  static ImageReaderSpi ofJava(String format) {
    Iterable<ImageReader> readers = () -> ImageIO.getImageReadersByFormatName(format);
    return StreamSupport.stream(readers.spliterator(), false)
        .filter(reader -> reader.getClass().getName().startsWith("com.sun."))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("this Java installation has no decoder for " + format))
        .getOriginatingProvider();
  }

  /** Decodes the first image in a file. */
  static BufferedImage read(ImageReaderSpi decoder, byte[] bytes) throws IOException {
    return run(decoder, bytes, reader -> reader.read(0));
  }

  /**
   * Runs a task with a decoder for a file.
   *
   * @throws IOException if the file is damaged or truncated, even if the decoder only warns of it
   */
  static <T> T run(ImageReaderSpi decoder, byte[] bytes, IOFunction<ImageReader, T> task)
      throws IOException {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = decoder.createReaderInstance();
      List<String> fatal = new ArrayList<>();
      try {
        reader.setInput(in, true, true);
        reader.addIIOReadWarningListener(
            (source, warning) -> {
              String lower = warning.toLowerCase(Locale.ROOT);
              if (FATAL_WARNINGS.stream().anyMatch(lower::contains)) {
                fatal.add(warning);
              }
            });
        T found = task.apply(reader);
        if (!fatal.isEmpty()) {
          throw new IOException("truncated or damaged: " + fatal.get(0));
        }
        return found;
      } catch (RuntimeException e) { // Decoders throw these for damaged data.
        throw new IOException("damaged", e);
      } catch (IOException e) {
        throw isTruncation(e) ? new IOException("truncated", e) : e;
      } finally {
        reader.dispose();
      }
    }
  }

  private static boolean isTruncation(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(EOFException.class::isInstance);
  }
}
