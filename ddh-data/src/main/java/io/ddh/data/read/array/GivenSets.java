package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.LabeledImages;
import io.ddh.core.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Code shared by the readers of data sets that are published with a division into training and test
 * images. This class keeps this division as the given split, and checks that the data set meets the
 * expectations in the user's settings. The shared settings are:
 *
 * <ul>
 *   <li>{@code train-images}, {@code test-images}: the expected numbers of training and test
 *       images; with 0, any number is accepted
 *   <li>{@code digest}: the expected digest of the data set, a SHA-256 in lower-case hex; if it is
 *       empty, any digest is accepted
 *   <li>{@code note}: a remark that is shown with every result, for example that this is not an
 *       official copy of the data set; empty for no remark
 * </ul>
 */
public final class GivenSets {
  static final String TRAIN_IMAGES = "train-images";
  static final String TEST_IMAGES = "test-images";
  private static final int MANY = Integer.MAX_VALUE;

  private GivenSets() {}

  /**
   * {@return the settings of a reader, both its own and the shared ones, with their defaults}
   *
   * @param own the reader's own settings with their defaults
   */
  public static Map<String, Object> defaults(Map<String, Object> own) {
    Map<String, Object> out = new TreeMap<>(own);
    out.putAll(Map.of(TRAIN_IMAGES, 0, TEST_IMAGES, 0, "digest", "", "note", ""));
    return out;
  }

  /**
   * {@return a data set of training images followed by test images}
   *
   * @param name the data set's name
   * @param images all images with their given split, training images first; if there is no split,
   *     the counts of training and test images are 0
   * @param more additional counts, specific to the reader
   * @param notes notes of the reader for the user
   */
  public static Dataset dataset(
      String name, LabeledImages images, Map<String, Long> more, List<String> notes) {
    Map<String, Long> counts = new TreeMap<>(more);
    counts.put("images.train", images.given().map(given -> (long) given.train().length).orElse(0L));
    counts.put("images.test", images.given().map(given -> (long) given.query().length).orElse(0L));
    return Dataset.of(name, images, counts, notes);
  }

  /**
   * Checks the numbers of images and the digest against the settings, and adds the setting {@code
   * note} to the notes.
   *
   * @param data the data set as read
   * @param place the file or folder, for error messages
   * @param settings a reader's settings
   * @return the data set, with the note from the settings if there is one
   * @throws BadInputException if a number of images or the digest differs from the settings
   */
  public static Dataset checked(Dataset data, Path place, Settings settings) {
    checkCount(place, settings, TRAIN_IMAGES, data.counts().get("images.train"));
    checkCount(place, settings, TEST_IMAGES, data.counts().get("images.test"));
    checkDigest(data, place, settings);
    String note = settings.text("note");
    return note.isBlank() ? data : data.withNote(note);
  }

  /**
   * Checks that the data set has the digest in the setting {@code digest}.
   *
   * @param data the data set as read
   * @param place the file or folder, for error messages
   * @param settings a reader's settings
   * @throws BadInputException if the digest of the data set differs from the setting
   */
  public static void checkDigest(Dataset data, Path place, Settings settings) {
    String digest = settings.text("digest");
    if (!digest.isEmpty() && !digest.equals(data.digest())) {
      throw BadInputException.of(
          "%s: not the expected data set: its digest is %s, but the setting '%s' is %s",
          place, data.digest(), settings.path("digest"), digest);
    }
  }

  private static void checkCount(Path place, Settings settings, String key, long found) {
    int expected = settings.integer(key, 0, MANY);
    if (expected != 0 && expected != found) {
      throw new BadInputException(
          place
              + ": "
              + found
              + " images, but the setting '"
              + settings.path(key)
              + "' is "
              + expected);
    }
  }
}
