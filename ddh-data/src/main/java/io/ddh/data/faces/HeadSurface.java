package io.ddh.data.faces;

import static io.ddh.data.faces.SoftShapes.bump;
import static io.ddh.data.faces.SoftShapes.oval;
import static io.ddh.data.faces.SoftShapes.step;

/**
 * Computes where a line of sight meets the head. The head is an ellipsoid whose lower half narrows
 * to the jaw. The head has a relief that forms the nose, eye sockets, cheeks, lips and chin. {@link
 * #hit} stores the point where the line meets the head, and the unit normal at this point, in
 * fields.
 */
final class HeadSurface {
  private static final float DELTA = .01f;

  float t;
  float x;
  float y;
  float z;
  float nx;
  float ny;
  float nz;

  private final Person who;
  private final float invDepth2;

  HeadSurface(Person who) {
    this.who = who;
    this.invDepth2 = 1 / (who.head().depth() * who.head().depth());
  }

  /** Finds where a line of sight meets the head. Returns false if the line misses the head. */
  boolean hit(Sight sight) {
    Person.Head head = who.head();
    y = sight.ay + sight.by * .7f;
    float invWidth2 = 0;
    float steep = 0;
    // The cross-section depends on y, and y depends on the depth. If the pitch is small, this
    // converges at once.
    for (int round = 0; round < 3; round++) {
      float s = y / head.height();
      float s2 = s * s;
      float low = s < 0 ? s2 : 0;
      float square = s < 0 ? head.square() : 0;
      float width = head.width() * (1 - head.jaw() * low);
      invWidth2 = 1 / (width * width);
      float section = 1 - s2 * (1 - square + square * s2);
      steep = s * (1 - square + 2 * square * s2) / head.height();
      float qa = sight.bx * sight.bx * invWidth2 + sight.bz * sight.bz * invDepth2;
      float qb = sight.ax * sight.bx * invWidth2 + sight.az * sight.bz * invDepth2;
      float qc = sight.ax * sight.ax * invWidth2 + sight.az * sight.az * invDepth2 - section;
      float root = qb * qb - qa * qc;
      if (!(root >= 0)) {
        return false;
      }
      t = (-qb + (float) Math.sqrt(root)) / qa;
      y = sight.ay + t * sight.by;
    }
    x = sight.ax + t * sight.bx;
    z = sight.az + t * sight.bz;
    if (y < -head.height() || y > head.height()) {
      return false;
    }
    nx = x * invWidth2;
    ny = steep;
    nz = z * invDepth2;
    unit();
    if (z > 0) {
      raise(sight);
    }
    return true;
  }

  /**
   * Moves the point from the ellipsoid onto the relief, so that the nose shifts when the head
   * turns.
   */
  private void raise(Sight sight) {
    float base = t;
    float height = relief(x, y);
    for (int round = 0; round < 3; round++) {
      t = .5f * (t + base + height * sight.bz);
      x = sight.ax + t * sight.bx;
      y = sight.ay + t * sight.by;
      height = relief(x, y);
    }
    z = sight.az + t * sight.bz;
    float front = step(0, .35f, z);
    nx -= front * (relief(x + DELTA, y) - height) / DELTA;
    ny -= front * (relief(x, y + DELTA) - height) / DELTA;
    unit();
  }

  private void unit() {
    float scale = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx *= scale;
    ny *= scale;
    nz *= scale;
  }

  private float relief(float px, float py) {
    float side = Math.abs(px);
    Person.Nose nose = who.nose();
    Person.Eyes eyes = who.eyes();
    Person.Mouth mouth = who.mouth();
    float height = 0;
    float top = eyes.y() + .08f;
    if (side < .35f && py < top && py > nose.tip() - .16f) {
      float down = Math.min((top - py) / (top - nose.tip()), 1);
      float width = nose.bridge() + (nose.width() * .75f - nose.bridge()) * down * down;
      float across = px / (width * 1.3f);
      height +=
          nose.height()
              * (.15f + .85f * down)
              * bump(across * across)
              * step(nose.tip() - .16f, nose.tip() + .02f, py)
              * step(top, top - .12f, py);
      height +=
          .4f
              * nose.wings()
              * nose.height()
              * oval(side - nose.width() * .72f, py - (nose.tip() - .01f), .09f, .09f);
    }
    height -= .09f * oval(side - eyes.spacing(), py - (eyes.y() + .03f), .27f, .2f);
    height += .05f * oval(side - .42f, py - (nose.tip() + .02f), .3f, .25f);
    height += .05f * oval(px, py + .9f, .25f, .2f);
    return height + .035f * oval(px, py - mouth.y(), mouth.width(), .14f);
  }
}
