package io.ddh.data.read;

import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * Image files below {@code train/<class>/} and {@code test/<class>/}, in a folder or an archive.
 */
interface ClassFiles extends Closeable {
  /** Where the images must lie, for messages. */
  String LAYOUT = "expected train/<class>/image.jpg and test/<class>/image.jpg";

  /** Largest file that is taken for an image of such a set. */
  long MAX_BYTES = 1L << 24;

  /**
   * One image file.
   *
   * @param train whether it lies below {@code train} or below {@code test}
   * @param className name of its folder
   * @param relative path below the root with {@code /}, for messages and the order
   * @param size in bytes
   * @param stamp changes with the content: time of the last change, or checksum
   */
  record Entry(boolean train, String className, String relative, long size, long stamp) {
    /** Training images first, then by class, then by path. */
    static final Comparator<Entry> ORDER =
        Comparator.comparing((Entry e) -> !e.train)
            .thenComparing(Entry::className)
            .thenComparing(Entry::relative);
  }

  /** All images in {@link Entry#ORDER}; some of each part. */
  List<Entry> entries();

  /** Files that are no images by extension, or lie elsewhere. */
  long ignored();

  /**
   * The content of a file. Thread-safe.
   *
   * @throws IOException with a short reason if it can't be read whole
   */
  byte[] bytes(Entry entry) throws IOException;

  @Override
  void close() throws IOException;
}
