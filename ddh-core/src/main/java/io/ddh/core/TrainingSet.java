package io.ddh.core;

import java.util.Arrays;

/** What a method may learn from: the training and validation rows of a split, and nothing else. */
public final class TrainingSet {
  /** With fewer inputs, methods adapt their usual settings; see {@link HashMethod#suited}. */
  public static final int ENOUGH = 2048;

  private final Inputs inputs;
  private final int[] labels;
  private final int identities;
  private final int[] fit;
  private final int[] validation;

  private TrainingSet(Inputs inputs, int[] labels, int identities, int[] fit, int[] validation) {
    this.inputs = inputs;
    this.labels = labels;
    this.identities = identities;
    this.fit = fit;
    this.validation = validation;
  }

  /**
   * Copies the split's training and validation rows out of the whole data set and numbers their
   * identities 0..M−1 in ascending order of the data set's numbers.
   *
   * @param all inputs of the whole data set
   * @param labels identity of each input
   * @param split training and validation rows
   * @return the training set
   * @throws IllegalArgumentException if there is not one label per input
   */
  public static TrainingSet of(Inputs all, int[] labels, Split split) {
    Check.that(
        all.size() == labels.length,
        "labels must be one an input: %d inputs, %d labels",
        all.size(),
        labels.length);
    int n = split.train().length;
    int[] rows = Arrays.copyOf(split.train(), n + split.validation().length);
    System.arraycopy(split.validation(), 0, rows, n, split.validation().length);
    int[] own = Arrays.stream(rows).map(r -> labels[r]).toArray();
    int[] known = Arrays.stream(own).sorted().distinct().toArray();
    int[] compact = Arrays.stream(own).map(l -> Arrays.binarySearch(known, l)).toArray();
    return new TrainingSet(
        all.select(rows), compact, known.length, range(0, n), range(n, rows.length));
  }

  private static int[] range(int from, int to) {
    int[] out = new int[to - from];
    Arrays.setAll(out, i -> from + i);
    return out;
  }

  /** {@return the training and validation inputs together, in any order} */
  public Inputs inputs() {
    return inputs;
  }

  /**
   * {@return the inputs as images, n×H×W×C}
   *
   * @throws IllegalArgumentException if the inputs are features
   */
  public Images images() {
    if (inputs instanceof Images images) {
      return images;
    }
    throw new IllegalArgumentException("this method needs images, found features");
  }

  /**
   * {@return the inputs as features, n×d}
   *
   * @throws IllegalArgumentException if the inputs are images
   */
  public Features features() {
    if (inputs instanceof Features features) {
      return features;
    }
    throw new IllegalArgumentException("this method needs features, found images");
  }

  /** {@return the number of inputs, validation included} */
  public int size() {
    return labels.length;
  }

  /** {@return the identity of each input in [0, identities()); shared, read-only} */
  public int[] labels() {
    return labels;
  }

  /** {@return the number of identities M} */
  public int identities() {
    return identities;
  }

  /**
   * {@return the rows to fit weights on, for methods that monitor the validation rows; shared,
   * read-only}
   */
  public int[] fit() {
    return fit;
  }

  /**
   * {@return the validation rows, by which the epoch is chosen; may be empty; shared, read-only}
   */
  public int[] validation() {
    return validation;
  }
}
