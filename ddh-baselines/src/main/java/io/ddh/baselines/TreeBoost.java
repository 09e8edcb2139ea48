package io.ddh.baselines;

import io.ddh.core.Check;
import io.ddh.core.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Discrete AdaBoost of trees: each tree is grown on weights exp(−yF), times those at the start, and
 * joins F with ½ ln(right/wrong) by the weight of all rows.
 *
 * <p>Weights are held in double and handed to the trees as whole numbers whose sum is just below
 * 2^31; a row whose weight is under one of these units counts as 0. That keeps every sum exact, so
 * the result depends neither on threads nor on the order of the rows.
 */
final class TreeBoost {
  private static final int BLOCK = 4096;
  private static final int UNIT = 30;

  private final byte[][] columns;
  private final int rows;
  private final FasthSettings settings;
  private final TreeGrower grower;
  private final WeightTrim trim = new WeightTrim();
  private final int[] whole; // weights as whole numbers
  private final int[] chosen; // rows that the tree is grown on
  private final int[] signed; // and their signed weights
  private final byte[] sign; // what the tree says of each row

  /**
   * A tree in its ensemble.
   *
   * @param tree grown
   * @param weight of its sign in F, positive
   */
  record Weighted(Tree tree, float weight) {}

  /**
   * For ensembles over the same columns.
   *
   * @param columns bins, one array a column
   */
  TreeBoost(byte[][] columns, FasthSettings settings) {
    Check.atLeast("columns", columns.length, 1);
    this.columns = columns;
    this.rows = columns[0].length;
    this.settings = settings;
    this.grower = new TreeGrower(columns, settings.depth(), settings.smallest());
    this.whole = new int[rows];
    this.chosen = new int[rows];
    this.signed = new int[rows];
    this.sign = new byte[rows];
  }

  /**
   * Boosts trees that tell the labels. Ends early when a tree is no better than chance, or makes no
   * error: the next one would be the same.
   *
   * @param y labels, −1 or 1
   * @param start weight of each row, not negative, not all 0; overwritten
   * @param margin F of each row; added to
   * @param listener told of every tree
   */
  List<Weighted> fit(byte[] y, double[] start, double[] margin, IntConsumer listener) {
    List<Weighted> ensemble = new ArrayList<>();
    for (int t = 0; t < settings.trees(); t++) {
      round(start);
      Tree tree = grower.grow(choose(y), chosen, signed);
      apply(tree);
      long right = 0;
      long wrong = 0;
      for (int i = 0; i < rows; i++) {
        if (sign[i] == y[i]) {
          right += whole[i];
        } else {
          wrong += whole[i];
        }
      }
      if (right <= wrong) {
        break;
      }
      float weight = (float) (0.5 * StrictMath.log(right / (double) Math.max(1, wrong)));
      ensemble.add(new Weighted(tree, weight));
      double growth = StrictMath.exp(2.0 * weight); // of the wrong ones against the right ones
      for (int i = 0; i < rows; i++) {
        margin[i] += sign[i] * weight;
        start[i] *= sign[i] == y[i] ? 1 : growth;
      }
      listener.accept(t + 1);
      if (wrong == 0) {
        break;
      }
    }
    return ensemble;
  }

  /** Scales the weights by a power of two, for which no bit is lost, and rounds them down. */
  private void round(double[] weights) {
    double largest = Arrays.stream(weights).max().orElse(0);
    Check.that(largest > 0 && largest < Double.MAX_VALUE, "weights must be positive and finite");
    double unit = Math.scalb(1.0, -Math.getExponent(largest));
    double ones = 1L << UNIT;
    long total = 0;
    for (int i = 0; i < rows; i++) {
      weights[i] *= unit;
      whole[i] = (int) Math.min(Integer.MAX_VALUE, (long) (weights[i] * ones));
      total += whole[i];
    }
    int shift = Math.max(0, Long.SIZE - 31 - Long.numberOfLeadingZeros(total));
    Arrays.setAll(whole, i -> whole[i] >> shift);
  }

  /** Lists the rows that weight trimming leaves, and their signed weights. */
  private int choose(byte[] y) {
    int least = trim.threshold(whole, settings.trim());
    int n = 0;
    for (int i = 0; i < rows; i++) {
      if (whole[i] >= least) {
        chosen[n] = i;
        signed[n++] = y[i] * whole[i];
      }
    }
    return n;
  }

  private void apply(Tree tree) {
    Parallel.blocks(
        rows,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sign[i] = tree.sign(columns, i);
          }
        });
  }
}
