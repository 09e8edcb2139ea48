package io.ddh.app.photos;

import io.ddh.core.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A random sample of the vectors that were added, or all vectors if they are few. Reservoir
 * sampling: J. S. Vitter, Random sampling with a reservoir, ACM TOMS 11 (1985), algorithm R.
 */
public final class VectorSample {
  private final int most;
  private final SplittableRandom random;
  private final List<float[]> vectors = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private long seen;

  /**
   * Starts a sample.
   *
   * @param most largest number of vectors in the sample, at least 1
   * @param seed seed of the random choice
   */
  public VectorSample(int most, long seed) {
    this.most = most;
    random = new SplittableRandom(seed);
  }

  /**
   * Adds a vector, which may take the place of an earlier one.
   *
   * @param vector vector of a face; all vectors must have the same number of values
   * @param label name of the person; empty if not known
   */
  public void add(float[] vector, String label) {
    seen++;
    if (vectors.size() < most) {
      vectors.add(vector);
      labels.add(label);
      return;
    }
    long place = random.nextLong(seen);
    if (place < most) {
      vectors.set((int) place, vector);
      labels.set((int) place, label);
    }
  }

  /** Number of vectors that were added. */
  long seen() {
    return seen;
  }

  int size() {
    return vectors.size();
  }

  /**
   * The sample and its point reflection in a centre, which is the mean of all these vectors. Labels
   * are not used.
   */
  TrainingSet around(float[] centre) {
    VectorSample both = new VectorSample(2 * vectors.size(), 0);
    for (float[] vector : vectors) {
      float[] mirrored = new float[vector.length];
      for (int i = 0; i < mirrored.length; i++) {
        mirrored[i] = 2 * centre[i] - vector[i];
      }
      both.add(vector, "");
      both.add(mirrored, "");
    }
    return both.trainingSet();
  }

  /** The sample with one identity for each label. */
  TrainingSet trainingSet() {
    List<String> people = labels.stream().distinct().sorted().toList();
    int[] own = labels.stream().mapToInt(people::indexOf).toArray();
    int[] fit = IntStream.range(0, own.length).toArray();
    return new TrainingSet(PhotoModel.features(vectors), own, people.size(), fit, new int[0]);
  }
}
