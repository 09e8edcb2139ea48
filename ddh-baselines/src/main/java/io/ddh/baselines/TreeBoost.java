package io.ddh.baselines;

import io.ddh.core.Check;
import io.ddh.core.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Discrete AdaBoost with decision trees. For a row with label y and score F of the ensemble so far,
 * a tree is grown on the initial weight times exp(−yF). The tree is then added to F with the factor
 * ½ ln(right/wrong), where right and wrong are the total weights of the rows that the tree
 * classifies correctly and wrongly.
 *
 * <p>Weights are doubles. To grow a tree, the weights are converted to whole numbers whose sum is
 * just below 2^31; a row whose converted weight is below 1 counts as 0. Every sum of whole numbers
 * is exact, so the result depends neither on the number of threads nor on the order of the rows.
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
  private final int[] signed; // signed weights of these rows
  private final byte[] sign; // the tree's prediction for each row

  /**
   * A tree and its weight in the ensemble.
   *
   * @param tree the grown tree
   * @param weight positive factor of the tree's sign in F
   */
  record Weighted(Tree tree, float weight) {}

  /**
   * Prepares to boost ensembles of trees over the given columns.
   *
   * @param columns feature bins, one array per column
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
   * Boosts trees that predict the labels. Ends early if a tree is no better than chance, or if it
   * makes no error, because the next tree would be the same.
   *
   * @param y label of each row, −1 or 1
   * @param start initial weight of each row, ≥ 0 and not all 0; overwritten
   * @param margin F of each row, to which the trees' values are added
   * @param listener called after each tree with the number of trees so far
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
      double growth = StrictMath.exp(2.0 * weight); // factor of wrong rows' weights
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

  /** Scales the weights by a power of two, which is exact, and rounds them down. */
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

  /** Lists the rows that weight trimming keeps, and their signed weights. */
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
