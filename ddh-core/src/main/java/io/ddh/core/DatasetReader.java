package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads data sets of one form, that is, data sets that are stored in the same way. Readers are
 * found through {@link java.util.ServiceLoader}; an experiment file selects a reader with the key
 * {@code form}. Helpers for file trees, decoding and labels are in the package {@code
 * io.ddh.data.read}; docs/data.md has an example.
 */
public interface DatasetReader {
  /**
   * {@return the name of the form in experiment files, for example {@code folder}, {@code mat},
   * {@code faces}}
   */
  String form();

  /**
   * {@return every setting with its default; the default's type is the setting's type} A reader
   * that reads files has the setting {@code path}.
   */
  Map<String, Object> defaults();

  /**
   * Determines whether a file or folder has this reader's form, so that users need not name the
   * form. By default the result is {@link FormMatch#NO}, so the reader is used only if the settings
   * name its form.
   *
   * @param candidate the file or folder to look at
   * @return whether the candidate has this form, and the settings to read it with
   * @throws BadInputException if the candidate starts like this form but is truncated or damaged;
   *     callers treat the exception as {@link FormMatch#near}
   * @throws IOException if the candidate can't be read; callers treat this exception, too, as
   *     {@link FormMatch#near}
   */
  default FormMatch recognize(Candidate candidate) throws IOException {
    return FormMatch.NO;
  }

  /**
   * {@return how specific the form is} If several forms fit a file or folder, the most specific one
   * is used.
   */
  default Specificity specificity() {
    return Specificity.DATA_SET;
  }

  /**
   * Reads the data set.
   *
   * @param name the data set's name
   * @param settings this reader's settings
   * @param work folder for caches, created if needed
   * @param progress receives the number of images read so far and the total
   * @return the data set
   * @throws BadInputException if the data are missing or unusable
   * @throws IOException if reading or caching fails otherwise
   */
  Dataset read(String name, Settings settings, Path work, Progress progress) throws IOException;
}
