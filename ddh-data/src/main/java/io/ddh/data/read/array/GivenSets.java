package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shared by the readers of data sets that come divided into training and test images: keeps the
 * given split, and checks what the user stated about the set. Settings:
 *
 * <ul>
 *   <li>{@code train-images}, {@code test-images}: how many there must be; 0: any number
 *   <li>{@code digest}: the data set's digest, lower-case hex SHA-256; empty: any
 *   <li>{@code note}: a remark shown beside every result, for example that this is not an official
 *       copy; empty: none
 * </ul>
 */
public final class GivenSets {
  static final String TRAIN_IMAGES = "train-images";
  static final String TEST_IMAGES = "test-images";
  private static final int MANY = Integer.MAX_VALUE;

  private GivenSets() {}

  /** A reader's own settings with the shared ones. */
  public static Map<String, Object> defaults(Map<String, Object> own) {
    Map<String, Object> out = new TreeMap<>(own);
    out.putAll(Map.of(TRAIN_IMAGES, 0, TEST_IMAGES, 0, "digest", "", "note", ""));
    return out;
  }

  /**
   * A data set of training images followed by test images.
   *
   * @param train how many of the images train
   * @param more counts of the reader's own
   * @param notes of the reader's own
   */
  public static Dataset dataset(
      String name,
      Images images,
      int[] labels,
      List<String> classes,
      int train,
      Map<String, Long> more,
      List<String> notes) {
    GivenSplit given = GivenSplit.ofCounts(train, labels.length - train);
    LabeledImages all = new LabeledImages(images, labels, classes, Optional.of(given));
    Map<String, Long> counts = new TreeMap<>(more);
    counts.put("images.train", (long) train);
    counts.put("images.test", (long) labels.length - train);
    return Dataset.of(name, all, counts, notes);
  }

  /**
   * Compares the data set with the settings, and adds the note.
   *
   * @param place file or folder, for messages
   * @throws BadInputException if the number of images or the digest differs
   */
  public static Dataset checked(Dataset data, Path place, Settings settings) {
    checkCount(place, settings, TRAIN_IMAGES, data.counts().get("images.train"));
    checkCount(place, settings, TEST_IMAGES, data.counts().get("images.test"));
    checkDigest(data, place, settings);
    String note = settings.text("note");
    return note.isBlank() ? data : data.withNote(note);
  }

  /**
   * Checks the setting {@code digest}.
   *
   * @param place file or folder, for messages
   * @throws BadInputException if the data set's digest differs
   */
  public static void checkDigest(Dataset data, Path place, Settings settings) {
    String digest = settings.text("digest");
    if (!digest.isEmpty() && !digest.equals(data.digest())) {
      throw BadInputException.of(
          "%s: not the data set expected: its digest is %s, %s is %s",
          place, data.digest(), settings.path("digest"), digest);
    }
  }

  private static void checkCount(Path place, Settings settings, String key, long found) {
    int expected = settings.integer(key, 0, MANY);
    if (expected != 0 && expected != found) {
      throw new BadInputException(
          place + ": " + found + " images, " + settings.path(key) + " says " + expected);
    }
  }
}
