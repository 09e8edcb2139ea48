package io.ddh.vector;

import static io.ddh.vector.Tiles.LANES;
import static io.ddh.vector.Tiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Loops over the channels of a pool window's four corners. Rows of corners are padded with zeros to
 * whole vectors. Rows of pooled maps are not padded, so a window's last vector also overwrites the
 * start of the next window, which is written later. Constants per channel are padded with zeros.
 */
final class WindowLoops {
  private WindowLoops() {}

  /**
   * Computes out ← max(0, scale·(largest corner) + shift); the corners are stored one after
   * another.
   */
  static void infer(float[] corners, int wide, float[] scale, float[] shift, float[] out, int at) {
    for (int c = 0; c < wide; c += LANES) {
      largest(
              load(corners, c),
              load(corners, wide + c),
              load(corners, 2 * wide + c),
              load(corners, 3 * wide + c))
          .fma(load(scale, c), load(shift, c))
          .max(0f)
          .intoArray(out, at + c);
    }
  }

  /**
   * Sets peak to the largest corner; adds the corners minus a centre, and the squares of these
   * differences, to sums.
   */
  static void pool(
      float[] map,
      int top,
      int row,
      int wide,
      float[] centre,
      float[] sum,
      float[] squares,
      float[] peak,
      int at) {
    for (int c = 0; c < wide; c += LANES) {
      FloatVector v0 = load(map, top + c);
      FloatVector v1 = load(map, top + wide + c);
      FloatVector v2 = load(map, top + row + c);
      FloatVector v3 = load(map, top + row + wide + c);
      largest(v0, v1, v2, v3).intoArray(peak, at + c);
      FloatVector middle = load(centre, c);
      FloatVector d0 = v0.sub(middle);
      FloatVector d1 = v1.sub(middle);
      FloatVector d2 = v2.sub(middle);
      FloatVector d3 = v3.sub(middle);
      load(sum, c).add(d0.add(d1).add(d2.add(d3))).intoArray(sum, c);
      FloatVector upper = d0.fma(d0, d1.mul(d1));
      FloatVector lower = d2.fma(d2, d3.mul(d3));
      load(squares, c).add(upper.add(lower)).intoArray(squares, c);
    }
  }

  /** Computes z ← max(0, scale·peak + shift) for all windows of an image. */
  static void normalise(
      float[] peak, int first, int windows, int co, float[] scale, float[] shift, float[] z) {
    for (int i = 0, at = 0; i < windows; i++, at += co) {
      for (int c = 0; c < co; c += LANES) {
        load(peak, first + at + c).fma(load(scale, c), load(shift, c)).max(0f).intoArray(z, at + c);
      }
    }
  }

  /**
   * Computes sum ← Σ g and products ← Σ g·peak, both over the windows whose ReLU output is
   * positive.
   */
  static void sumGradient(
      float[] g,
      float[] peak,
      int first,
      int windows,
      int co,
      float[] scale,
      float[] shift,
      float[] sum,
      float[] products) {
    for (int c = 0; c < co; c += LANES) {
      FloatVector a = FloatVector.zero(SPECIES);
      FloatVector b = FloatVector.zero(SPECIES);
      FloatVector factor = load(scale, c);
      FloatVector summand = load(shift, c);
      for (int i = 0, at = c; i < windows; i++, at += co) {
        FloatVector m = load(peak, first + at);
        FloatVector open = masked(load(g, at), m, factor, summand);
        a = a.add(open);
        b = open.fma(m, b);
      }
      a.intoArray(sum, c);
      b.intoArray(products, c);
    }
  }

  /**
   * The constants per channel from which the map's gradient is computed, padded to whole vectors.
   */
  record Slopes(float[] scale, float[] shift, float[] slope, float[] offset) {}

  /**
   * Computes the gradient of one window's corners. For a corner with the value v, this is v·slope +
   * offset; where the ReLU output is positive, scale·g is added for the first corner that equals
   * the pooled value.
   */
  static void gradient(
      float[] map,
      int top,
      int row,
      int wide,
      float[] g,
      float[] peak,
      int at,
      int peakAt,
      Slopes s,
      float[] out,
      int to,
      int outRow) {
    for (int c = 0; c < wide; c += LANES) {
      FloatVector m = load(peak, peakAt + c);
      FloatVector scale = load(s.scale, c);
      FloatVector left = masked(load(g, at + c), m, scale, load(s.shift, c)).mul(scale);
      FloatVector slope = load(s.slope, c);
      FloatVector offset = load(s.offset, c);
      left = take(map, top + c, m, left, slope, offset, out, to + c);
      left = take(map, top + wide + c, m, left, slope, offset, out, to + wide + c);
      left = take(map, top + row + c, m, left, slope, offset, out, to + outRow + c);
      load(map, top + row + wide + c)
          .fma(slope, offset)
          .add(left)
          .intoArray(out, to + outRow + wide + c);
    }
  }

  private static FloatVector take(
      float[] map,
      int at,
      FloatVector peak,
      FloatVector left,
      FloatVector slope,
      FloatVector offset,
      float[] out,
      int to) {
    FloatVector v = load(map, at);
    VectorMask<Float> wins = v.compare(VectorOperators.EQ, peak);
    FloatVector none = FloatVector.zero(SPECIES);
    v.fma(slope, offset).add(none.blend(left, wins)).intoArray(out, to);
    return left.blend(none, wins);
  }

  /** Computes out ← v·slope + offset for a position with the value v that lies in no window. */
  static void line(
      float[] map, int at, int wide, float[] slope, float[] offset, float[] out, int to) {
    for (int c = 0; c < wide; c += LANES) {
      load(map, at + c).fma(load(slope, c), load(offset, c)).intoArray(out, to + c);
    }
  }

  private static FloatVector masked(
      FloatVector g, FloatVector peak, FloatVector scale, FloatVector shift) {
    VectorMask<Float> open = peak.fma(scale, shift).compare(VectorOperators.GT, 0f);
    return FloatVector.zero(SPECIES).blend(g, open);
  }

  private static FloatVector largest(
      FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
    return v0.max(v1).max(v2.max(v3));
  }

  private static FloatVector load(float[] v, int at) {
    return FloatVector.fromArray(SPECIES, v, at);
  }
}
