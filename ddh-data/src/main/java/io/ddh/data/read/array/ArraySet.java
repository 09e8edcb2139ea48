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

/**
 * Collects arrays of images and their labels, part by part, and combines them into one data set.
 */
final class ArraySet {
  private final String place;
  private final List<ImageNumbers> images = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final DoubleStream.Builder numbers = DoubleStream.builder();
  private final List<String> names = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Creates a collection without images.
   *
   * @param place the file or folder, for error messages
   */
  ArraySet(String place) {
    this.place = place;
  }

  void note(String note) {
    notes.add(note);
  }

  /** Returns the notes for the user, without duplicates. */
  List<String> notes() {
    return notes.stream().distinct().toList();
  }

  /** Returns the number of images added so far. */
  int size() {
    return images.stream().mapToInt(part -> part.axes().n()).sum();
  }

  /** Adds images and their labels, which may be numbers or strings. */
  void add(ImageNumbers part, LabelArray own) {
    if (own.values().type().isNumber()) {
      add(part, own.name(), own.numbers(part.axes().n(), part.name(), notes));
    } else {
      List<String> texts =
          IntStream.range(0, own.values().size()).mapToObj(own.values()::text).toList();
      add(part, own.name(), texts);
    }
  }

  /** Adds images and one numeric label for each image. */
  void add(ImageNumbers part, String name, double[] own) {
    images.add(part);
    labels.add(name);
    Arrays.stream(own).forEach(numbers::add);
  }

  /**
   * Adds images and, for each image, the name of the person it shows.
   *
   * @throws BadInputException if the numbers of images and names differ
   */
  void add(ImageNumbers part, String name, List<String> own) {
    LabelArray.checkCount(place, part.axes().n(), part.name(), own.size(), name);
    images.add(part);
    labels.add(name);
    names.addAll(own);
  }

  /**
   * Combines all images and labels added so far.
   *
   * @param channels channels of the resulting images, 3 or 1
   * @param train number of training images, or 0 if the data set has no given split; the training
   *     images come first, and all others are queries
   * @throws BadInputException if the parts differ in the size of their images or in the kind of
   *     their labels
   */
  LabeledImages images(int channels, int train) {
    double[] all = numbers.build().toArray();
    if (all.length > 0 && !names.isEmpty()) {
      throw BadInputException.of(
          "%s: %s: labels must be all numbers or all strings, found both", place, labels.get(1));
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
