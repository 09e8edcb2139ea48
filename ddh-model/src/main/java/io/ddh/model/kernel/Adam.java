package io.ddh.model.kernel;

import io.ddh.core.Check;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Adam (Kingma and Ba, ICLR 2015) for one flat block of parameters. The lanes work on stretches of
 * values that fit into the cache. All operations (division by the batch size, weight decay and its
 * share of the loss, moments, and the step) are done on one stretch before the next. DL4J's updater
 * takes about ten passes over the memory for the same operations. β₁ is 0.9, β₂ is 0.999 and ε is
 * 1e-8.
 */
public final class Adam {
  private static final int STRETCH = 4096;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final List<Range> ranges;
  private final double rate;
  private final Lanes lanes;
  private final float[] first;
  private final float[] second;
  private int steps;

  /**
   * A range of consecutive parameters that are updated in the same way.
   *
   * @param length number of parameters
   * @param learned true for parameters that Adam updates; false for running statistics, from which
   *     the gradient is simply subtracted
   * @param decay weight decay d, which means that d·value is added to the gradient
   */
  public record Range(int length, boolean learned, double decay) {}

  /**
   * Creates the optimiser with all moments 0.
   *
   * @param ranges the ranges that the parameters consist of, in order and without gaps
   * @param rate step size
   * @param lanes the lanes that divide the parameters among themselves
   */
  public Adam(List<Range> ranges, double rate, Lanes lanes) {
    this.ranges = List.copyOf(ranges);
    this.rate = rate;
    this.lanes = lanes;
    int n = ranges.stream().mapToInt(Range::length).sum();
    first = new float[n];
    second = new float[n];
  }

  /**
   * What the next step depends on, apart from the parameters.
   *
   * @param moments first moments of all parameters, followed by their second moments
   * @param steps number of steps done so far
   */
  public record State(float[] moments, int steps) {
    /**
     * Checks that the state has the number of moments that a graph needs.
     *
     * @param expected number of moments
     */
    public void check(long expected) {
      Check.that(
          moments.length == expected, "%d moments expected, found %d", expected, moments.length);
    }
  }

  /** {@return the number of parameters that are learned} */
  public long learned() {
    return ranges.stream().filter(Range::learned).mapToLong(Range::length).sum();
  }

  /** {@return a copy of the state} */
  public State state() {
    float[] moments = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(second, 0, moments, first.length, second.length);
    return new State(moments, steps);
  }

  /**
   * Restores a state, from which the next step continues.
   *
   * @param state a state that {@link #state} returned
   * @throws IllegalArgumentException if the state is for another number of parameters
   */
  public void restore(State state) {
    state.check(2L * first.length);
    System.arraycopy(state.moments, 0, first, 0, first.length);
    System.arraycopy(state.moments, first.length, second, 0, second.length);
    steps = state.steps;
  }

  /**
   * Updates the parameters by one step.
   *
   * @param values the parameters, which are updated
   * @param gradient gradient of each parameter, summed over the batch, in the same order
   * @param batch number of images in the batch
   * @param factor factor by which the step size is multiplied
   * @return Σ ½·decay·value² over all values before the step
   */
  public double step(FloatBuffer values, FloatBuffer gradient, int batch, double factor) {
    Check.that(
        values.capacity() == first.length && gradient.capacity() == first.length,
        "%d parameters expected, found %d values and %d gradients",
        first.length,
        values.capacity(),
        gradient.capacity());
    steps++;
    double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    float size = (float) (rate * factor * correction);
    double[] penalty = new double[lanes.count()];
    lanes.run(
        first.length,
        (lane, from, to) -> {
          float[] v = new float[STRETCH];
          float[] g = new float[STRETCH];
          double sum = 0;
          int start = 0;
          for (Range range : ranges) {
            int end = Math.min(to, start + range.length());
            for (int at = Math.max(from, start); at < end; at += STRETCH) {
              int n = Math.min(STRETCH, end - at);
              values.get(at, v, 0, n);
              gradient.get(at, g, 0, n);
              if (range.decay() != 0) {
                sum += range.decay() / 2 * squares(v, n);
              }
              if (range.learned()) {
                move(v, g, at, n, 1f / batch, (float) range.decay(), size);
              } else {
                subtract(v, g, n);
              }
              values.put(at, v, 0, n);
            }
            start += range.length();
          }
          penalty[lane] = sum;
        });
    return Arrays.stream(penalty).sum();
  }

  /**
   * Returns the sum of squares, computed as eight partial sums, which Java compiles to vector
   * instructions.
   */
  private static double squares(float[] v, int n) {
    float[] sums = new float[8];
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      for (int j = 0; j < 8; j++) {
        sums[j] += v[i + j] * v[i + j];
      }
    }
    double sum = 0;
    for (; i < n; i++) {
      sum += v[i] * v[i];
    }
    for (float part : sums) {
      sum += part;
    }
    return sum;
  }

  private void move(float[] v, float[] g, int at, int n, float scale, float decay, float size) {
    for (int i = 0; i < n; i++) {
      float d = g[i] * scale + decay * v[i];
      float m = BETA1 * first[at + i] + (1 - BETA1) * d;
      float s = BETA2 * second[at + i] + (1 - BETA2) * d * d;
      first[at + i] = m;
      second[at + i] = s;
      v[i] -= size * m / ((float) Math.sqrt(s) + EPSILON);
    }
  }

  private static void subtract(float[] v, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      v[i] -= g[i];
    }
  }
}
