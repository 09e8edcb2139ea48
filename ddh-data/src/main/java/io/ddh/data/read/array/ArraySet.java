package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.GivenSplit;
import io.ddh.core.LabeledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Arrays of images with their labels, collected part by part, which become one data set. */
final class ArraySet {
  private final String place;
  private final List<ImageNumbers> images = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final DoubleStream.Builder numbers = DoubleStream.builder();
  private final List<String> names = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * An empty set.
   *
   * @param place file or folder, for messages
   */
  ArraySet(String place) {
    this.place = place;
  }

  void note(String note) {
    notes.add(note);
  }

  /** What the user should know, each line once. */
  List<String> notes() {
    return notes.stream().distinct().toList();
  }

  /** How many images there are so far. */
  int size() {
    return images.stream().mapToInt(part -> part.axes().n()).sum();
  }

  /** Adds images with their labels, numbers or texts. */
  void add(ImageNumbers part, LabelArray own) {
    if (own.values().type().isNumber()) {
      add(part, own.name(), own.numbers(part.axes().n(), part.name(), notes));
    } else {
      List<String> texts =
          IntStream.range(0, own.values().size()).mapToObj(own.values()::text).toList();
      add(part, own.name(), texts);
    }
  }

  /** Adds images with a number for each. */
  void add(ImageNumbers part, String name, double[] own) {
    images.add(part);
    labels.add(name);
    Arrays.stream(own).forEach(numbers::add);
  }

  /**
   * Adds images with a name for each.
   *
   * @throws BadInputException if there are more or fewer names
   */
  void add(ImageNumbers part, String name, List<String> own) {
    LabelArray.checkCount(place, part.axes().n(), part.name(), own.size(), name);
    images.add(part);
    labels.add(name);
    names.addAll(own);
  }

  /**
   * The images as pixels with the people's numbers.
   *
   * @param channels of the result, 3 or 1
   * @param train how many of the images, the first, are for training; 0: the set isn't divided
   * @throws BadInputException if images or labels of the parts don't go together
   */
  LabeledImages images(int channels, int train) {
    double[] all = numbers.build().toArray();
    if (all.length > 0 && !names.isEmpty()) {
      throw BadInputException.of(
          "%s: %s: labels must all be numbers, or all texts", place, labels.get(1));
    }
    LabelNumbers people =
        names.isEmpty()
            ? LabelNumbers.of(place, labels.get(0), all)
            : LabelNumbers.of(place, labels.get(0), names);
    int n = size();
    return new LabeledImages(
        ImageNumbers.images(place, images, channels, notes),
        people.labels(),
        people.people(),
        train == 0 ? Optional.empty() : Optional.of(GivenSplit.ofCounts(train, n - train)));
  }
}
