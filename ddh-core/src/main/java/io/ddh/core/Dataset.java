package io.ddh.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A data set as a reader returns it: labeled images and facts about their origin.
 *
 * @param name name of the data set and of its results folder, for example {@code lfw10}
 * @param images all images that were read
 * @param synthetic true when the images show no real people; every table and figure then says so
 * @param digest lower-case hex SHA-256 over the pixels and labels; data sets with equal digests
 *     have equal data
 * @param counts named counts that document how the data set was read, such as the numbers of images
 *     read and of files skipped
 * @param notes remarks of one line each about left-out people, corrupt files and the like; they are
 *     shown in the program's output and in the result files
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
   * @param name name of the data set and of its results folder, for example {@code lfw10}
   * @param images all images that were read
   * @param synthetic true when the images show no real people; every table and figure then says so
   * @param digest lower-case hex SHA-256 over the pixels and labels; data sets with equal digests
   *     have equal data
   * @param counts named counts that document how the data set was read, such as the numbers of
   *     images read and of files skipped
   * @param notes remarks of one line each about left-out people, corrupt files and the like; they
   *     are shown in the program's output and in the result files
   */
  public Dataset {
    counts = Map.copyOf(counts);
    notes = List.copyOf(notes);
  }

  /**
   * Makes a data set of real people and adds its digest and the counts named {@code images} and
   * {@code people}.
   *
   * @param name name of the data set and of its results folder, for example {@code lfw10}
   * @param images all images that were read
   * @param more further named counts, which the reader provides
   * @param notes remarks of one line each for the program's output and the result files
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
   * @param note the additional note, on one line
   */
  public Dataset withNote(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new Dataset(name, images, synthetic, digest, counts, all);
  }
}
