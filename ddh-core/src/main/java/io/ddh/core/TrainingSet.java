package io.ddh.core;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a method may learn from: the training and validation rows of a split, and nothing else. The
 * arrays are shared, read-only.
 *
 * @param inputs the training and validation inputs together, in any order
 * @param labels the identity of each input in [0, identities)
 * @param identities number of identities M
 * @param fit all rows except the validation rows, for methods that choose the epoch by validation
 * @param validation rows by which some methods choose the best epoch; may be empty
 */
public record TrainingSet(
    Inputs inputs, int[] labels, int identities, int[] fit, int[] validation) {
  /**
   * Number of inputs below which methods adapt their default settings; see {@link
   * HashMethod#suited}.
   */
  public static final int ENOUGH = 2048;

  /**
   * Copies the split's training and validation rows out of the whole data set and renumbers their
   * identities from 0 to M−1, in the order of the data set's identity numbers.
   *
   * @param all all inputs of the data set
   * @param labels identity of each input
   * @param split the split whose training and validation rows are used
   * @return the training set
   * @throws IllegalArgumentException unless there is exactly one label per input
   */
  public static TrainingSet of(Inputs all, int[] labels, Split split) {
    Check.that(
        all.size() == labels.length,
        "there must be one label per input, found %d inputs and %d labels",
        all.size(),
        labels.length);
    int n = split.train().length;
    int[] rows =
        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation())).toArray();
    int[] own = Arrays.stream(rows).map(r -> labels[r]).toArray();
    int[] known = Arrays.stream(own).sorted().distinct().toArray();
    int[] compact = Arrays.stream(own).map(l -> Arrays.binarySearch(known, l)).toArray();
    int[] fit = IntStream.range(0, n).toArray();
    int[] validation = IntStream.range(n, rows.length).toArray();
    return new TrainingSet(all.select(rows), compact, known.length, fit, validation);
  }

  /**
   * {@return the inputs as images, n×H×W×C}
   *
   * @throws IllegalArgumentException if the inputs are features
   */
  public Images images() {
    Check.that(inputs instanceof Images, "this method needs images, found features");
    return (Images) inputs;
  }

  /**
   * {@return the inputs as features, n×d}
   *
   * @throws IllegalArgumentException if the inputs are images
   */
  public Features features() {
    Check.that(inputs instanceof Features, "this method needs features, found images");
    return (Features) inputs;
  }

  /** {@return the number of inputs, validation included} */
  public int size() {
    return labels.length;
  }
}
