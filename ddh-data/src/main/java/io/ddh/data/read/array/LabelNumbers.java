package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Labels as consecutive numbers from 0, and the names of the people they stand for. Labels in files
 * may be names, or numbers with gaps, but {@link io.ddh.core.LabeledImages} needs consecutive
 * numbers.
 *
 * @param labels the person's number for each of the n images
 * @param people names of the people in ascending order, sorted by value if the stored labels are
 *     numbers, and as strings otherwise
 */
public record LabelNumbers(int[] labels, List<String> people) {
  /**
   * Replaces the numbers that identify people by consecutive numbers in the same ascending order.
   *
   * @param place the file, for error messages
   * @param name name of the labels, for error messages
   * @param numbers the stored label of each image
   * @return the consecutive labels, with the stored numbers as names
   * @throws BadInputException if a label isn't a whole number ≥ 0
   */
  public static LabelNumbers of(String place, String name, double[] numbers) {
    int[] found = new int[numbers.length];
    for (int i = 0; i < found.length; i++) {
      double v = numbers[i];
      if (v != Math.rint(v) || Double.isInfinite(v)) {
        throw new BadInputException(place + ": " + name + " must hold whole numbers, found " + v);
      }
      if (v > Integer.MAX_VALUE) {
        throw BadInputException.of(
            "%s: %s must hold numbers up to %s, found %s; save larger numbers as strings",
            place, name, Integer.MAX_VALUE, new BigDecimal(v).toPlainString());
      }
      if (v < 0) {
        throw BadInputException.of(
            "%s: %s must hold numbers of at least 0, found %s; leave out images of unknown people",
            place, name, (long) v);
      }
      found[i] = (int) v;
    }
    int[] known = Arrays.stream(found).sorted().distinct().toArray();
    int[] labels = Arrays.stream(found).map(p -> Arrays.binarySearch(known, p)).toArray();
    return new LabelNumbers(labels, Arrays.stream(known).mapToObj(Integer::toString).toList());
  }

  /**
   * Gives consecutive numbers to people who are identified by names, in the order of their names.
   *
   * @param place the file, for error messages
   * @param name name of the labels, for error messages
   * @param texts name of the person for each image
   * @return the consecutive labels, with the names
   * @throws BadInputException if a name is empty
   */
  public static LabelNumbers of(String place, String name, List<String> texts) {
    List<String> names = texts.stream().map(Nfc::of).toList();
    int empty = names.indexOf("");
    if (empty >= 0) {
      throw new BadInputException(
          place
              + ": "
              + name
              + " must name the person of each image; label "
              + empty
              + " is empty");
    }
    List<String> people = names.stream().distinct().sorted().toList();
    int[] labels = names.stream().mapToInt(n -> Collections.binarySearch(people, n)).toArray();
    return new LabelNumbers(labels, people);
  }
}
