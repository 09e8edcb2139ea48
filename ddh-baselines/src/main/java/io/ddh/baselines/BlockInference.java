package io.ddh.baselines;

import io.ddh.core.Parallel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Infers what the next bit of all training codes should be, given the previous bits (Lin et al.,
 * CVPR 2014, §2.1). With m bits, the new one included, a pair at Hamming distance d costs (d/m)² if
 * it is similar and max(½ − d/m, 0)² otherwise. Here all costs are multiplied by 4m², which makes
 * them whole numbers and every sum exact.
 *
 * <p>Each class is a block. To minimise the cost of a block while the bits of all other blocks are
 * fixed, one bit at a time is flipped as long as a flip lowers the cost. The descent is run from
 * three starting points: the current bits, all 1, and all −1. For two rows of the same class, equal
 * bits never cost more than different bits. Therefore the descent from all 1 ends with bits at or
 * above those of every minimum, and the descent from all −1 ends with bits at or below them; if
 * both end with the same bits, these bits are the minimum.
 */
final class BlockInference {
  private final PairSet pairs;
  private final int stride;
  private final long[] words; // codes so far, n×stride
  private int length; // bits so far
  private int[] similarCost = new int[0]; // cost of equal minus of different bits, by distance
  private int[] dissimilarCost = new int[0];
  private final int[] within; // sum of the costs of each row's similar pairs; none is positive
  private final int[] across; // sum of the costs of each row's dissimilar pairs; none is negative
  private final int[] field; // sum over dissimilar pairs of cost times partner's bit
  private final byte[] bits; // the new bits
  private int solved;

  /**
   * The inferred bits.
   *
   * @param bits inferred bit of each row, −1 or 1; the array is reused when the next bit is
   *     inferred
   * @param weights weight of each row, Σ|cost|, which says how much the row's bit matters
   * @param end mean cost per pair at the end
   * @param solved share of the block steps that provably ended at the block's minimum
   */
  record Result(byte[] bits, double[] weights, double end, double solved) {}

  BlockInference(PairSet pairs, int maxBits) {
    int n = pairs.size();
    this.pairs = pairs;
    this.stride = (maxBits + Long.SIZE - 1) / Long.SIZE;
    this.words = new long[Math.multiplyExact(n, stride)];
    this.within = new int[n];
    this.across = new int[n];
    this.field = new int[n];
    this.bits = new byte[n];
  }

  /** Appends a bit to all codes. */
  void append(byte[] signs) {
    for (int i = 0; i < signs.length; i++) {
      if (signs[i] > 0) {
        words[i * stride + (length >> 6)] |= 1L << (length & 63);
      }
    }
    length++;
  }

  /**
   * Infers a bit for all rows. All rows start with the bit 1.
   *
   * @param order random numbers that determine the order of the classes, which is chosen anew for
   *     each sweep
   * @param trace receives the cost at the start and after each block
   */
  Result infer(int sweeps, Random order, LongConsumer trace) {
    double unit = 4.0 * (length + 1) * (length + 1) * Math.max(1, count());
    long cost = prepare();
    trace.accept(cost);
    int[] classes = IntStream.range(0, pairs.classes()).toArray();
    solved = 0;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int k = classes.length - 1; k > 0; k--) {
        int j = order.nextInt(k + 1);
        int swap = classes[k];
        classes[k] = classes[j];
        classes[j] = swap;
      }
      for (int c : classes) {
        cost += improve(c);
        trace.accept(cost);
      }
    }
    if (Arrays.stream(across).allMatch(a -> a == 0)) {
      halve(classes);
    }
    double[] weights = new double[bits.length];
    Arrays.setAll(weights, i -> (double) across[i] - within[i]);
    return new Result(
        bits, weights, cost / unit, (double) solved / (sweeps * (long) classes.length));
  }

  /**
   * Sets the bit of half of the classes to −1. If all dissimilar pairs are already far enough
   * apart, the sign of a whole class doesn't affect the cost. Without this method, the bit could
   * then be 1 for all rows and carry no information.
   */
  private void halve(int[] classes) {
    for (int k = 0; k < classes.length / 2; k++) {
      Arrays.fill(bits, pairs.start()[classes[k]], pairs.start()[classes[k] + 1], (byte) -1);
    }
  }

  private long count() {
    return pairs.similar().pairs() + pairs.dissimilar().pairs();
  }

  /**
   * Returns the mean cost per pair for the bits appended so far. At least one bit must have been
   * appended.
   */
  double loss() {
    LongAdder sum = new LongAdder();
    Parallel.blocks(
        pairs.size(),
        Rows.BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sum.add(rowCost(i, length));
          }
        });
    return sum.sum() / (2 * 4.0 * length * length * Math.max(1, count()));
  }

  /**
   * Returns the total cost of a row's pairs, with distances over the bits so far and a code length
   * of m bits.
   */
  private long rowCost(int i, int m) {
    long sum = 0;
    PairSet.Lists similar = pairs.similar();
    for (int e = similar.from()[i]; e < similar.from()[i + 1]; e++) {
      sum += similar(distance(i, similar.rows()[e]));
    }
    PairSet.Lists dissimilar = pairs.dissimilar();
    for (int e = dissimilar.from()[i]; e < dissimilar.from()[i + 1]; e++) {
      sum += dissimilar(distance(i, dissimilar.rows()[e]), m);
    }
    return sum;
  }

  private static int similar(int d) {
    return 4 * d * d;
  }

  private static int dissimilar(int d, int m) {
    int lack = Math.max(m - 2 * d, 0);
    return lack * lack;
  }

  /** Sets all bits to 1 and returns the cost. */
  private long prepare() {
    int m = length + 1;
    similarCost = new int[m];
    dissimilarCost = new int[m];
    for (int d = 0; d < m; d++) {
      similarCost[d] = similar(d) - similar(d + 1);
      dissimilarCost[d] = dissimilar(d, m) - dissimilar(d + 1, m);
    }
    Arrays.fill(bits, (byte) 1);
    LongAdder sum = new LongAdder();
    Parallel.blocks(
        pairs.size(),
        Rows.BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            within[i] = rowSum(i, pairs.similar(), similarCost);
            across[i] = rowSum(i, pairs.dissimilar(), dissimilarCost);
            field[i] = across[i];
            sum.add(rowCost(i, m));
          }
        });
    return sum.sum() / 2;
  }

  private int rowSum(int i, PairSet.Lists lists, int[] costs) {
    int sum = 0;
    for (int e = lists.from()[i]; e < lists.from()[i + 1]; e++) {
      sum += costs[distance(i, lists.rows()[e])];
    }
    return sum;
  }

  private int distance(int i, int j) {
    int d = 0;
    for (int w = 0; w < stride; w++) {
      d += Long.bitCount(words[i * stride + w] ^ words[j * stride + w]);
    }
    return d;
  }

  /**
   * Candidate bits for a block. For each row, {@code g} holds the sum, over the row's similar
   * pairs, of the cost times the partner's bit.
   */
  private static final class Block {
    final byte[] z;
    final int[] g;

    Block(int size, int sign) {
      this.z = new byte[size];
      Arrays.fill(z, (byte) sign);
      this.g = new int[size];
    }
  }

  /**
   * Sets a class to the best bits found for it and returns the change of the cost, which is never
   * positive.
   */
  private long improve(int c) {
    int from = pairs.start()[c];
    int size = pairs.start()[c + 1] - from;
    Block now = new Block(size, 1);
    Block ones = new Block(size, 1);
    Block minusOnes = new Block(size, -1);
    System.arraycopy(bits, from, now.z, 0, size);
    PairSet.Lists lists = pairs.similar();
    for (int i = 0; i < size; i++) {
      int sum = 0;
      for (int e = lists.from()[from + i]; e < lists.from()[from + i + 1]; e++) {
        int j = lists.rows()[e];
        sum += similarCost[distance(from + i, j)] * now.z[j - from];
      }
      now.g[i] = sum;
      ones.g[i] = within[from + i];
      minusOnes.g[i] = -within[from + i];
    }
    long before = energy(now, from);
    descend(now, from);
    descend(ones, from);
    descend(minusOnes, from);
    solved += Arrays.equals(ones.z, minusOnes.z) ? 1 : 0;
    Block best = now;
    long least = energy(now, from);
    for (Block other : new Block[] {ones, minusOnes}) {
      long energy = energy(other, from);
      if (energy < least) {
        least = energy;
        best = other;
      }
    }
    for (int i = 0; i < size; i++) {
      if (bits[from + i] != best.z[i]) {
        flip(from + i);
      }
    }
    return (least - before) / 2; // a pair costs half of its weight times the product of its bits
  }

  private long energy(Block block, int from) {
    long twice = 0;
    for (int i = 0; i < block.z.length; i++) {
      twice += (2L * field[from + i] + block.g[i]) * block.z[i];
    }
    return twice / 2;
  }

  private void descend(Block block, int from) {
    PairSet.Lists lists = pairs.similar();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < block.z.length; i++) {
        if ((long) block.z[i] * ((long) field[from + i] + block.g[i]) > 0) {
          byte z = (byte) -block.z[i];
          block.z[i] = z;
          changed = true;
          for (int e = lists.from()[from + i]; e < lists.from()[from + i + 1]; e++) {
            int j = lists.rows()[e];
            block.g[j - from] += 2 * similarCost[distance(from + i, j)] * z;
          }
        }
      }
    }
  }

  private void flip(int i) {
    bits[i] = (byte) -bits[i];
    PairSet.Lists lists = pairs.dissimilar();
    for (int e = lists.from()[i]; e < lists.from()[i + 1]; e++) {
      int j = lists.rows()[e];
      field[j] += 2 * dissimilarCost[distance(i, j)] * bits[i];
    }
  }
}
