package io.ddh.baselines;

import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import io.ddh.core.Features;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains supervised discrete hashing. The trainer processes the training set in blocks and
 * recomputes the kernel map in each pass. For 63,800 rows and 1,000 anchors, the stored map would
 * take 255 MB, and recomputing it is about as fast as reading it from memory.
 */
final class SdhTrainer {
  /** Number of rows per native matrix product; a multiple of {@link Rows#BLOCK}. */
  static final int SLAB = 4 * Rows.BLOCK;

  private final Features x;
  private final int[] labels;
  private final int classes;
  private final int bits;
  private final SdhSettings settings;
  private final RbfMap map;
  private final byte[] codes; // n×K, −1 or 1

  /**
   * The result of a training.
   *
   * @param map the kernel map with the chosen anchors
   * @param predictor the regression matrix P, K×(A + 1)
   * @param objective value of the objective at the start (with W and P fitted to the random codes)
   *     and after each of the three steps (codes, W, P) of each outer iteration
   */
  record Result(RbfMap map, double[] predictor, double[] objective) {}

  /**
   * Creates a trainer that starts from given codes.
   *
   * @param anchors rows that the kernel map is built on
   * @param codes initial codes, n×K values that are −1 or 1; changed by the training
   */
  SdhTrainer(
      Features x, int[] labels, int classes, SdhSettings settings, int[] anchors, byte[] codes) {
    this.x = x;
    this.labels = labels;
    this.classes = classes;
    this.bits = codes.length / x.size();
    this.settings = settings;
    this.map = RbfMap.of(x, anchors, settings.sigma());
    this.codes = codes;
  }

  /** Chooses, at random, the rows that the kernel map is built on. */
  static int[] anchors(Features x, SdhSettings settings, long seed) {
    return Rows.draw(x.size(), settings.anchors(), Seeds.derive(seed, "anchors"));
  }

  /** Returns a random code for each row, as in the authors' code. */
  static byte[] randomCodes(int rows, int bits, long seed) {
    byte[] codes = new byte[Math.multiplyExact(rows, bits)];
    Random random = new Random(Seeds.derive(seed, "codes"));
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (random.nextBoolean() ? 1 : -1);
    }
    return codes;
  }

  /**
   * Returns random codes that are the same for all rows of a class. Each bit is 1 for one half of
   * the classes and −1 for the other.
   *
   * @param labels class of each row, in [0, classes)
   * @return the codes, n×K values that are −1 or 1
   */
  static byte[] classCodes(int[] labels, int classes, int bits, long seed) {
    byte[] codes = new byte[Math.multiplyExact(labels.length, bits)];
    List<Integer> order = new ArrayList<>(IntStream.range(0, classes).boxed().toList());
    Random random = new Random(seed);
    for (int k = 0; k < bits; k++) {
      Collections.shuffle(order, random);
      int ones = (classes + (random.nextBoolean() ? 1 : 0)) / 2;
      boolean[] one = new boolean[classes];
      order.subList(0, ones).forEach(c -> one[c] = true);
      for (int i = 0; i < labels.length; i++) {
        codes[i * bits + k] = (byte) (one[labels[i]] ? 1 : -1);
      }
    }
    return codes;
  }

  Result train(Progress progress) {
    int outputs = map.outputs();
    double[] gram = new double[outputs * outputs];
    Pass first = new Pass();
    first.run(phi -> MatrixProducts.addGram(NO_TRANSPOSE, outputs, phi.rows, phi.values, gram));
    MatrixProducts.mirror(gram, outputs);
    SdhState state = new SdhState(settings, x.size(), bits, outputs, gram);
    first.handTo(state);
    state.fitClassifier();
    state.fitPredictor();
    double[] objective = new double[1 + 3 * settings.iterations()];
    objective[0] = state.objective();
    int at = 1;
    for (int t = 0; t < settings.iterations(); t++) {
      progress.report("sdh", t, settings.iterations());
      Pass pass = new Pass();
      DiscreteDescent descent =
          new DiscreteDescent(bits, state.classifierGram(), settings.sweeps());
      pass.run(phi -> improve(phi, state, descent));
      pass.handTo(state);
      objective[at++] = state.objective();
      state.fitClassifier();
      objective[at++] = state.objective();
      state.fitPredictor();
      objective[at++] = state.objective();
    }
    progress.report("sdh", settings.iterations(), settings.iterations());
    return new Result(map, state.predictor(), objective);
  }

  /**
   * Improves the codes of a block's rows by a coordinate descent that starts from their current
   * values.
   */
  private void improve(Slab phi, SdhState state, DiscreteDescent descent) {
    int rows = phi.rows;
    int outputs = map.outputs();
    double[] predicted =
        MatrixProducts.product(
            NO_TRANSPOSE, NO_TRANSPOSE, bits, rows, outputs, state.predictor(), phi.values);
    double[] w = state.classifier();
    Parallel.blocks(
        rows,
        Rows.BLOCK,
        (from, to) -> {
          double[] q = new double[bits];
          for (int r = from; r < to; r++) {
            int i = phi.from + r;
            for (int k = 0; k < bits; k++) {
              q[k] = w[labels[i] * bits + k] + settings.nu() * predicted[k * rows + r];
            }
            descent.descend(q, codes, i * bits);
          }
        });
  }

  /** The kernel map's values for some rows, outputs×rows. */
  private record Slab(int from, int rows, double[] values) {}

  /**
   * One pass over the training set, in a fixed order, which computes the sums for the regressions.
   */
  private final class Pass {
    private final double[] codeGram = new double[bits * bits];
    private final double[] classSums = new double[classes * bits];
    private final double[] cross = new double[bits * map.outputs()];

    void run(Consumer<Slab> work) {
      for (int from = 0; from < x.size(); from += SLAB) {
        Slab phi = slab(from, Math.min(x.size(), from + SLAB));
        work.accept(phi);
        add(phi);
      }
      MatrixProducts.mirror(codeGram, bits);
    }

    private Slab slab(int from, int to) {
      int rows = to - from;
      int outputs = map.outputs();
      double[] values = new double[outputs * rows];
      Parallel.blocks(
          rows,
          Rows.BLOCK,
          (start, end) -> {
            float[][] part = map.apply(x, from + start, from + end);
            for (int a = 0; a < outputs; a++) {
              for (int r = start; r < end; r++) {
                values[a * rows + r] = part[a][r - start];
              }
            }
          });
      return new Slab(from, rows, values);
    }

    private void add(Slab phi) {
      int rows = phi.rows;
      double[] b = new double[bits * rows];
      for (int r = 0; r < rows; r++) {
        int i = phi.from + r;
        for (int k = 0; k < bits; k++) {
          byte code = codes[i * bits + k];
          b[k * rows + r] = code;
          classSums[labels[i] * bits + k] += code;
        }
      }
      MatrixProducts.addGram(NO_TRANSPOSE, bits, rows, b, codeGram);
      MatrixProducts.addProduct(
          NO_TRANSPOSE, TRANSPOSE, bits, map.outputs(), rows, b, phi.values, cross);
    }

    void handTo(SdhState state) {
      state.codes(codeGram, classSums, cross);
    }
  }
}
