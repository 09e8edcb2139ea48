package io.ddh.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loop that the forward pass and both gradients share. It keeps four rows of sums in
 * registers; each row has one sum per channel. In the forward pass, the rows are the corners of a
 * pool window and the loop runs over a patch. For the weights' gradient, the rows are four elements
 * of the patch and the loop runs over the map. For the input's gradient, the rows are four pixels.
 */
final class Tiles {
  /**
   * Vectors of 256 bits if the machine has them, because 20, 40 and 60 channels fill vectors of 8
   * floats better than vectors of 16.
   */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > 8
          ? FloatVector.SPECIES_256
          : FloatVector.SPECIES_PREFERRED;

  static final int LANES = SPECIES.length();

  private Tiles() {}

  /**
   * Returns the number of floats in a row of this many channels, padded to whole vectors, of which
   * there are at least three.
   */
  static int wide(int channels) {
    return Math.max(3, (channels + LANES - 1) / LANES) * LANES;
  }

  /**
   * How the loop moves through the arrays, in rows × count steps. The position in x moves by 1
   * within a row and by {@code line} from row to row; the position in w moves by {@code wide} per
   * step and by {@code gap} more after a row. With steps other than 1 in x, Java would check each
   * index, which would cost a third of the speed.
   */
  record Walk(int rows, int count, int line, int wide, int gap) {}

  /**
   * The arrays of a product.
   *
   * @param x first factor, multiplied with w along the walk
   * @param w second factor, whole vectors of channels
   * @param first position in w where the walk begins
   * @param out receives the sums
   */
  record Product(Walk walk, float[] x, float[] w, int first, float[] out) {}

  /**
   * Computes out[to(r) + c] ← Σ over the walk of x[x(r) + …]·w[first + … + c], for the four r = 0…3
   * and all channels c.
   */
  static void multiply(
      Product p, int x0, int x1, int x2, int x3, int to0, int to1, int to2, int to3) {
    int left = p.walk.wide / LANES;
    for (int v = 0; left > 0; ) {
      int n = left <= 5 ? left : left == 6 ? 3 : left <= 8 ? 4 : 5;
      if (n == 3) {
        three(p, v, x0, x1, x2, x3, to0 + v, to1 + v, to2 + v, to3 + v);
      } else if (n == 4) {
        four(p, v, x0, x1, x2, x3, to0 + v, to1 + v, to2 + v, to3 + v);
      } else {
        five(p, v, x0, x1, x2, x3, to0 + v, to1 + v, to2 + v, to3 + v);
      }
      v += n * LANES;
      left -= n;
    }
  }

  private static void three(
      Product p, int v, int x0, int x1, int x2, int x3, int to0, int to1, int to2, int to3) {
    Walk walk = p.walk;
    float[] x = p.x;
    float[] w = p.w;
    float[] out = p.out;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = FloatVector.zero(SPECIES);
    FloatVector a2 = FloatVector.zero(SPECIES);
    FloatVector b0 = FloatVector.zero(SPECIES);
    FloatVector b1 = FloatVector.zero(SPECIES);
    FloatVector b2 = FloatVector.zero(SPECIES);
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    FloatVector d2 = FloatVector.zero(SPECIES);
    int count = walk.count;
    int wide = walk.wide;
    int at = p.first + v;
    for (int row = 0, shift = 0; row < walk.rows; row++, shift += walk.line, at += walk.gap) {
      for (int i = 0, from = shift; i < count; i++, from++, at += wide) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
        FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
        FloatVector s0 = FloatVector.broadcast(SPECIES, x[x0 + from]);
        a0 = s0.fma(w0, a0);
        a1 = s0.fma(w1, a1);
        a2 = s0.fma(w2, a2);
        FloatVector s1 = FloatVector.broadcast(SPECIES, x[x1 + from]);
        b0 = s1.fma(w0, b0);
        b1 = s1.fma(w1, b1);
        b2 = s1.fma(w2, b2);
        FloatVector s2 = FloatVector.broadcast(SPECIES, x[x2 + from]);
        c0 = s2.fma(w0, c0);
        c1 = s2.fma(w1, c1);
        c2 = s2.fma(w2, c2);
        FloatVector s3 = FloatVector.broadcast(SPECIES, x[x3 + from]);
        d0 = s3.fma(w0, d0);
        d1 = s3.fma(w1, d1);
        d2 = s3.fma(w2, d2);
      }
    }
    a0.intoArray(out, to0);
    a1.intoArray(out, to0 + LANES);
    a2.intoArray(out, to0 + 2 * LANES);
    b0.intoArray(out, to1);
    b1.intoArray(out, to1 + LANES);
    b2.intoArray(out, to1 + 2 * LANES);
    c0.intoArray(out, to2);
    c1.intoArray(out, to2 + LANES);
    c2.intoArray(out, to2 + 2 * LANES);
    d0.intoArray(out, to3);
    d1.intoArray(out, to3 + LANES);
    d2.intoArray(out, to3 + 2 * LANES);
  }

  private static void four(
      Product p, int v, int x0, int x1, int x2, int x3, int to0, int to1, int to2, int to3) {
    Walk walk = p.walk;
    float[] x = p.x;
    float[] w = p.w;
    float[] out = p.out;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = FloatVector.zero(SPECIES);
    FloatVector a2 = FloatVector.zero(SPECIES);
    FloatVector a3 = FloatVector.zero(SPECIES);
    FloatVector b0 = FloatVector.zero(SPECIES);
    FloatVector b1 = FloatVector.zero(SPECIES);
    FloatVector b2 = FloatVector.zero(SPECIES);
    FloatVector b3 = FloatVector.zero(SPECIES);
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    FloatVector d2 = FloatVector.zero(SPECIES);
    FloatVector d3 = FloatVector.zero(SPECIES);
    int count = walk.count;
    int wide = walk.wide;
    int at = p.first + v;
    for (int row = 0, shift = 0; row < walk.rows; row++, shift += walk.line, at += walk.gap) {
      for (int i = 0, from = shift; i < count; i++, from++, at += wide) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
        FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
        FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
        FloatVector s0 = FloatVector.broadcast(SPECIES, x[x0 + from]);
        a0 = s0.fma(w0, a0);
        a1 = s0.fma(w1, a1);
        a2 = s0.fma(w2, a2);
        a3 = s0.fma(w3, a3);
        FloatVector s1 = FloatVector.broadcast(SPECIES, x[x1 + from]);
        b0 = s1.fma(w0, b0);
        b1 = s1.fma(w1, b1);
        b2 = s1.fma(w2, b2);
        b3 = s1.fma(w3, b3);
        FloatVector s2 = FloatVector.broadcast(SPECIES, x[x2 + from]);
        c0 = s2.fma(w0, c0);
        c1 = s2.fma(w1, c1);
        c2 = s2.fma(w2, c2);
        c3 = s2.fma(w3, c3);
        FloatVector s3 = FloatVector.broadcast(SPECIES, x[x3 + from]);
        d0 = s3.fma(w0, d0);
        d1 = s3.fma(w1, d1);
        d2 = s3.fma(w2, d2);
        d3 = s3.fma(w3, d3);
      }
    }
    a0.intoArray(out, to0);
    a1.intoArray(out, to0 + LANES);
    a2.intoArray(out, to0 + 2 * LANES);
    a3.intoArray(out, to0 + 3 * LANES);
    b0.intoArray(out, to1);
    b1.intoArray(out, to1 + LANES);
    b2.intoArray(out, to1 + 2 * LANES);
    b3.intoArray(out, to1 + 3 * LANES);
    c0.intoArray(out, to2);
    c1.intoArray(out, to2 + LANES);
    c2.intoArray(out, to2 + 2 * LANES);
    c3.intoArray(out, to2 + 3 * LANES);
    d0.intoArray(out, to3);
    d1.intoArray(out, to3 + LANES);
    d2.intoArray(out, to3 + 2 * LANES);
    d3.intoArray(out, to3 + 3 * LANES);
  }

  private static void five(
      Product p, int v, int x0, int x1, int x2, int x3, int to0, int to1, int to2, int to3) {
    Walk walk = p.walk;
    float[] x = p.x;
    float[] w = p.w;
    float[] out = p.out;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = FloatVector.zero(SPECIES);
    FloatVector a2 = FloatVector.zero(SPECIES);
    FloatVector a3 = FloatVector.zero(SPECIES);
    FloatVector a4 = FloatVector.zero(SPECIES);
    FloatVector b0 = FloatVector.zero(SPECIES);
    FloatVector b1 = FloatVector.zero(SPECIES);
    FloatVector b2 = FloatVector.zero(SPECIES);
    FloatVector b3 = FloatVector.zero(SPECIES);
    FloatVector b4 = FloatVector.zero(SPECIES);
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector c4 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    FloatVector d2 = FloatVector.zero(SPECIES);
    FloatVector d3 = FloatVector.zero(SPECIES);
    FloatVector d4 = FloatVector.zero(SPECIES);
    int count = walk.count;
    int wide = walk.wide;
    int at = p.first + v;
    for (int row = 0, shift = 0; row < walk.rows; row++, shift += walk.line, at += walk.gap) {
      for (int i = 0, from = shift; i < count; i++, from++, at += wide) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
        FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
        FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
        FloatVector w4 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
        FloatVector s0 = FloatVector.broadcast(SPECIES, x[x0 + from]);
        a0 = s0.fma(w0, a0);
        a1 = s0.fma(w1, a1);
        a2 = s0.fma(w2, a2);
        a3 = s0.fma(w3, a3);
        a4 = s0.fma(w4, a4);
        FloatVector s1 = FloatVector.broadcast(SPECIES, x[x1 + from]);
        b0 = s1.fma(w0, b0);
        b1 = s1.fma(w1, b1);
        b2 = s1.fma(w2, b2);
        b3 = s1.fma(w3, b3);
        b4 = s1.fma(w4, b4);
        FloatVector s2 = FloatVector.broadcast(SPECIES, x[x2 + from]);
        c0 = s2.fma(w0, c0);
        c1 = s2.fma(w1, c1);
        c2 = s2.fma(w2, c2);
        c3 = s2.fma(w3, c3);
        c4 = s2.fma(w4, c4);
        FloatVector s3 = FloatVector.broadcast(SPECIES, x[x3 + from]);
        d0 = s3.fma(w0, d0);
        d1 = s3.fma(w1, d1);
        d2 = s3.fma(w2, d2);
        d3 = s3.fma(w3, d3);
        d4 = s3.fma(w4, d4);
      }
    }
    a0.intoArray(out, to0);
    a1.intoArray(out, to0 + LANES);
    a2.intoArray(out, to0 + 2 * LANES);
    a3.intoArray(out, to0 + 3 * LANES);
    a4.intoArray(out, to0 + 4 * LANES);
    b0.intoArray(out, to1);
    b1.intoArray(out, to1 + LANES);
    b2.intoArray(out, to1 + 2 * LANES);
    b3.intoArray(out, to1 + 3 * LANES);
    b4.intoArray(out, to1 + 4 * LANES);
    c0.intoArray(out, to2);
    c1.intoArray(out, to2 + LANES);
    c2.intoArray(out, to2 + 2 * LANES);
    c3.intoArray(out, to2 + 3 * LANES);
    c4.intoArray(out, to2 + 4 * LANES);
    d0.intoArray(out, to3);
    d1.intoArray(out, to3 + LANES);
    d2.intoArray(out, to3 + 2 * LANES);
    d3.intoArray(out, to3 + 3 * LANES);
    d4.intoArray(out, to3 + 4 * LANES);
  }
}
