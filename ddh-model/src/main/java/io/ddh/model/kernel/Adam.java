package io.ddh.model.kernel;

import io.ddh.core.Check;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Adam (Kingma and Ba, ICLR 2015) over one flat block of parameters in a single pass: division by
 * the batch size, weight decay and its share of the loss, moments and step for a stretch of values
 * that fits the cache, on all lanes. DL4J's updater does the same in about ten passes. β₁ 0.9, β₂
 * 0.999, ε 1e-8.
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
   * A run of parameters that are treated alike.
   *
   * @param length of it
   * @param learned false: a running statistic, whose gradient is subtracted as it is
   * @param decay d: the gradient gets d·value
   */
  public record Range(int length, boolean learned, double decay) {}

  /**
   * Starts with moments of zero.
   *
   * @param ranges of the parameters, in order, without gaps
   * @param rate step size
   * @param lanes lanes that share a batch
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
   * What the next step depends on, beside the parameters.
   *
   * @param moments the first moments of all parameters, then the second ones
   * @param steps done
   */
  public record State(float[] moments, int steps) {
    /**
     * Refuses the state of another graph.
     *
     * @param expected number of moments
     */
    public void check(long expected) {
      Check.that(
          moments.length == expected, "%d moments expected, found %d", expected, moments.length);
    }
  }

  /** {@return a copy of the state} */
  public State state() {
    float[] moments = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(second, 0, moments, first.length, second.length);
    return new State(moments, steps);
  }

  /**
   * Goes on from a state.
   *
   * @param state as {@link #state} gave it
   * @throws IllegalArgumentException if it is of another number of parameters
   */
  public void restore(State state) {
    state.check(2L * first.length);
    System.arraycopy(state.moments, 0, first, 0, first.length);
    System.arraycopy(state.moments, first.length, second, 0, second.length);
    steps = state.steps;
  }

  /**
   * One step.
   *
   * @param values parameters, changed
   * @param gradient summed over the batch, in the same order
   * @param batch images in it
   * @param factor of the step size
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

  /** Eight sums side by side, which Java turns into vector instructions. */
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
