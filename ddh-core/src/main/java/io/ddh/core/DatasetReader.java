package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads one form of data set. Found through {@link java.util.ServiceLoader}; the YAML names it by
 * {@code form}.
 */
public interface DatasetReader {
  /** The form's name in the YAML, for example {@code folder}, {@code mat}, {@code faces}. */
  String form();

  /** Every setting with its default; the default's type is the setting's type. */
  Map<String, Object> defaults();

  /**
   * Reads the data set.
   *
   * @param name the data set's name
   * @param settings this reader's settings
   * @param work folder for caches; made when needed
   * @throws BadInputException if the data are missing or unusable
   * @throws IOException if reading or caching fails otherwise
   */
  Dataset read(String name, Settings settings, Path work, Progress progress) throws IOException;
}
