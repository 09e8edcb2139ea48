package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Labels as consecutive numbers from 0, with the people's names. Stored labels may be numbers with
 * gaps, or names; {@link io.ddh.core.LabeledImages} needs consecutive numbers.
 *
 * @param labels n numbers of people
 * @param people their names: numbers ascending, texts in their order
 */
public record LabelNumbers(int[] labels, List<String> people) {
  /**
   * Renumbers people identified by numbers, in ascending order.
   *
   * @param place file, for messages
   * @param name of the labels, for messages
   * @param numbers the stored label of each image
   * @return the labels from 0, with the stored numbers as names
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
            "%s: %s must hold numbers up to %s, found %s; larger ones are saved as texts",
            place, name, Integer.MAX_VALUE, new BigDecimal(v).toPlainString());
      }
      if (v < 0) {
        throw BadInputException.of(
            "%s: %s must hold numbers from 0 on, found %s; leave out images of unknown people",
            place, name, (long) v);
      }
      found[i] = (int) v;
    }
    int[] known = Arrays.stream(found).sorted().distinct().toArray();
    int[] labels = Arrays.stream(found).map(p -> Arrays.binarySearch(known, p)).toArray();
    return new LabelNumbers(labels, Arrays.stream(known).mapToObj(Integer::toString).toList());
  }

  /**
   * Numbers people identified by names, in the order of their names.
   *
   * @param place file, for messages
   * @param name of the labels, for messages
   * @param texts the person's name for each image
   * @return the labels from 0, with the names
   * @throws BadInputException if a name is empty
   */
  public static LabelNumbers of(String place, String name, List<String> texts) {
    List<String> names = texts.stream().map(Nfc::of).toList();
    int empty = names.indexOf("");
    if (empty >= 0) {
      throw new BadInputException(
          place + ": " + name + " must name each image's person, label " + empty + " is empty");
    }
    List<String> people = names.stream().distinct().sorted().toList();
    int[] labels = names.stream().mapToInt(n -> Collections.binarySearch(people, n)).toArray();
    return new LabelNumbers(labels, people);
  }
}
