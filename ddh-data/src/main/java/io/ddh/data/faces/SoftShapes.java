package io.ddh.data.faces;

/** Functions for soft edges, bumps and lattice noise. */
final class SoftShapes {
  private SoftShapes() {}

  /**
   * A smooth step: 0 below {@code from}, 1 above {@code to}, rising smoothly between them. If from
   * is greater than to, the step falls from 1 to 0.
   */
  static float step(float from, float to, float x) {
    float t = (x - from) / (to - from);
    if (!(t > 0)) {
      return 0;
    }
    return t >= 1 ? 1 : t * t * (3 - 2 * t);
  }

  /** A round bump of height 1, whose value is (1 − d²)² where d² is below 1, and 0 elsewhere. */
  static float bump(float squaredDistance) {
    float t = 1 - squaredDistance;
    return t > 0 ? t * t : 0;
  }

  /** A bump of height 1 on an ellipse with half axes rx and ry. */
  static float oval(float dx, float dy, float rx, float ry) {
    float u = dx / rx;
    float v = dy / ry;
    return bump(u * u + v * v);
  }

  /** Smooth noise on the plane, 0..1, with one lattice point per unit. */
  static float noise(float x, float y, int seed) {
    int x0 = floor(x);
    int y0 = floor(y);
    float u = x - x0;
    float v = y - y0;
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
    float low = lattice(x0, y0, seed) * (1 - u) + lattice(x0 + 1, y0, seed) * u;
    float high = lattice(x0, y0 + 1, seed) * (1 - u) + lattice(x0 + 1, y0 + 1, seed) * u;
    return low * (1 - v) + high * v;
  }

  private static int floor(float x) {
    int down = (int) x;
    return x < down ? down - 1 : down;
  }

  /** Returns the pseudo-random number in [0, 1) that belongs to a lattice point. */
  static float lattice(int x, int y, int seed) {
    int h = seed + x * 0x27d4eb2d + y * 0x165667b1;
    h = (h ^ h >>> 15) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return ((h ^ h >>> 16) >>> 8) * 0x1p-24f;
  }
}
