package io.ddh.data.faces;

import static io.ddh.data.faces.SoftShapes.bump;
import static io.ddh.data.faces.SoftShapes.noise;
import static io.ddh.data.faces.SoftShapes.step;

/**
 * Paints the hair, which consists of a sheet behind the head and a shell over the head that ends at
 * the hairline.
 */
final class HairPaint {
  private static final float BACK = -.3f;
  private static final float LIFT = .06f;
  private static final float BALD = .8f;

  private final Person.Hair hair;
  private final Shade shade;
  private final float rx;
  private final float ry;
  private final float rz;
  private final float wx;
  private final float wy;
  private final float wz;

  private float shellX;
  private float shellY;
  private float shellZ;
  private float shellLine;

  HairPaint(Person who, Shade shade) {
    this.hair = who.hair();
    this.shade = shade;
    float volume = hair.line() > BALD ? 1.04f : hair.volume();
    rx = who.head().width() * (volume + .03f);
    ry = who.head().height() * (volume - .03f);
    rz = who.head().depth() * volume;
    wx = 1 / (rx * rx);
    wy = 1 / (ry * ry);
    wz = 1 / (rz * rz);
  }

  /** Paints those parts of long hair and of the bun that are visible beside the head. */
  void behind(Sight sight, Ink ink) {
    if (hair.length() > 1 && hair.bun() <= 0) {
      return;
    }
    float t = sight.atDepth(BACK);
    float x = sight.ax + t * sight.bx;
    float y = sight.ay + t * sight.by;
    float gain = shade.flat() * streaks(x, y) * (1 + .25f * shade.lean() * x);
    if (hair.bun() > 0) {
      float dx = x / hair.bun();
      float dy = (y - ry - .45f * hair.bun()) / hair.bun();
      float r2 = dx * dx + dy * dy;
      ink.over(hair.colour(), gain * (1.05f - .4f * r2), step(1.08f, .92f, r2));
      return;
    }
    float wave = (noise(x * 3, y * 3, hair.seed()) - .5f) * (hair.curl() + .1f);
    float down = Math.max(-y, 0);
    float half = rx * (1.02f + .08f * down) + wave * .5f;
    float edge = Math.abs(x);
    float low = hair.length() + .25f * wave + .15f * x * x;
    float crown = y > 0 ? y / ry : 0;
    float cover =
        step(half + .03f, half - .03f, edge / (float) Math.sqrt(Math.max(1 - crown * crown, .01f)))
            * step(low - .05f, low + .05f, y);
    float depth = 1 - .45f * step(rx, rx * .55f, edge) * step(.2f, -.3f, y);
    ink.over(hair.colour(), gain * .9f * depth, y > ry ? 0 : cover);
  }

  /**
   * Finds where the line of sight meets the shell of hair over the head.
   *
   * @return how much the hair hides the head below it, from 0 (not at all) to 1 (completely)
   */
  float meet(Sight sight) {
    float ay = sight.ay - LIFT;
    float az = sight.az + .05f;
    float qa = sight.bx * sight.bx * wx + sight.by * sight.by * wy + sight.bz * sight.bz * wz;
    float qb = sight.ax * sight.bx * wx + ay * sight.by * wy + az * sight.bz * wz;
    float qc = sight.ax * sight.ax * wx + ay * ay * wy + az * az * wz - 1;
    if (qb * qb - qa * (qc - .35f * hair.curl()) < 0) {
      return 0;
    }
    float fuzz = noise(sight.ax * 5 + 40, sight.ay * 5 + 40, hair.seed()) - .5f;
    qc -= fuzz * hair.curl() * .7f;
    float root = qb * qb - qa * qc;
    if (!(root >= 0)) {
      return 0;
    }
    float t = (-qb + (float) Math.sqrt(root)) / qa;
    shellX = sight.ax + t * sight.bx;
    shellY = ay + t * sight.by + LIFT;
    shellZ = az + t * sight.bz;
    shellLine = hairline(shellX, shellZ, fuzz);
    float cover = step(shellLine - .03f, shellLine + .04f, shellY);
    return hair.line() > BALD ? cover * step(.62f, .42f, shellY) : cover;
  }

  /** Paints the shell of hair at the point that the last call of {@link #meet} found. */
  void over(float cover, Ink ink) {
    float nx = shellX * wx;
    float ny = (shellY - LIFT) * wy;
    float nz = shellZ * wz;
    float unit = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx *= unit;
    ny *= unit;
    nz *= unit;
    float gain = shade.matt(nx, ny, nz) * streaks(shellX - .8f * hair.slope() * shellY, shellY);
    float root = step(shellLine, shellLine + .3f, shellY);
    ink.over(hair.colour(), gain * (.75f + .25f * root), cover);
    float gloss = .22f * shade.gloss(nx, ny, nz) * cover * (1 - 2 * hair.curl());
    ink.over(Rgb.WHITE, 1, gloss);
  }

  private float hairline(float x, float z, float fuzz) {
    float side = Math.abs(x);
    float front = hair.line() + hair.slope() * x;
    if (hair.peak() > 0) {
      front -= hair.peak() * Math.max(0, 1 - side * 4);
    } else {
      float temple = (side - .42f) * 4;
      front -= hair.peak() * bump(temple * temple);
    }
    front += hair.jag() * (noise(x * 7 + 9, 3, hair.seed()) - .5f) + hair.curl() * .3f * fuzz;
    return hair.side() + (front - hair.side()) * step(.15f, .6f, z / rz);
  }

  private float streaks(float x, float y) {
    float along = x / (Math.abs(y) + .6f);
    float strand = noise(along * 9 + 30, y * 1.5f + 30, hair.seed() + 1) - .5f;
    return 1 + 2 * hair.streaks() * strand * (hair.curl() > .1f ? .6f : 1);
  }
}
