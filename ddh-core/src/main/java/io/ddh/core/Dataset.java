package io.ddh.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images as a reader delivers them, with what must be known about their origin.
 *
 * @param name for example {@code lfw10}; names the results folder
 * @param images all images that were read
 * @param synthetic true when no real person is shown; every table and figure then says so
 * @param digest lower-case hex SHA-256 over the pixels and labels: equal digest, equal data
 * @param counts facts for the provenance, such as images read, files skipped
 * @param notes one line each, for the output and the result (left-out people, corrupt files)
 */
public record Dataset(
    String name,
    LabeledImages images,
    boolean synthetic,
    String digest,
    Map<String, Long> counts,
    List<String> notes) {
  /**
   * Copies counts and notes.
   *
   * @param name for example {@code lfw10}; names the results folder
   * @param images all images that were read
   * @param synthetic true when no real person is shown; every table and figure then says so
   * @param digest lower-case hex SHA-256 over the pixels and labels: equal digest, equal data
   * @param counts facts for the provenance, such as images read, files skipped
   * @param notes one line each, for the output and the result (left-out people, corrupt files)
   */
  public Dataset {
    counts = Map.copyOf(counts);
    notes = List.copyOf(notes);
  }

  /**
   * Makes a data set of real people and adds its digest and the counts {@code images} and {@code
   * people}.
   *
   * @param name for example {@code lfw10}; names the results folder
   * @param images all images that were read
   * @param more counts of the reader's own
   * @param notes one line each, for the output and the result
   * @return the data set
   */
  public static Dataset of(
      String name, LabeledImages images, Map<String, Long> more, List<String> notes) {
    Map<String, Long> counts = new TreeMap<>(more);
    counts.put("images", (long) images.size());
    counts.put("people", (long) images.identities().size());
    return new Dataset(name, images, false, DatasetDigest.of(images), counts, notes);
  }

  /**
   * {@return the same data set with one more note}
   *
   * @param note one line
   */
  public Dataset withNote(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new Dataset(name, images, synthetic, digest, counts, all);
  }
}
