package io.ddh.data.faces;

import static io.ddh.data.faces.SoftShapes.bump;
import static io.ddh.data.faces.SoftShapes.noise;
import static io.ddh.data.faces.SoftShapes.step;

/**
 * Paints everything except face and hair: the background, the clothes, the neck, the ears and the
 * glasses.
 */
final class Surroundings {
  private static final Rgb GLINT = new Rgb(.95f, .97f, 1);

  private final Person who;
  private final Look.Scene scene;
  private final Look.Glasses glasses;
  private final Shade shade;

  Surroundings(Person who, Look look, Shade shade) {
    this.who = who;
    this.scene = look.scene();
    this.glasses = look.glasses();
    this.shade = shade;
  }

  /**
   * Paints the background at the point (px, py) of the image; both coordinates are −1..1. The
   * background does not move with the head.
   */
  void background(float px, float py, Ink ink) {
    float along = .5f + .4f * (px * scene.dirX() + py * scene.dirY());
    float blob = noise(px * 2.2f + 20, py * 2.2f + 20, scene.seed()) - .5f;
    float place = Math.min(1, Math.max(0, along + 2 * scene.blobs() * blob));
    ink.set(scene.one(), 1);
    ink.over(scene.two(), 1, place);
  }

  /**
   * Paints neck and shoulders at the point (u, v), in head units from the centre of the head. Neck
   * and shoulders stay upright when the head turns.
   */
  void body(float u, float v, Ink ink) {
    float width = who.head().width() * .62f + .12f * step(-.9f, -1.4f, v);
    float neck = step(width + .03f, width - .03f, Math.abs(u)) * step(-.3f, -.4f, v);
    float round = 1 - .35f * u * u / (width * width) + .35f * shade.lean() * u;
    float gain = shade.flat() * (.62f + .2f * step(-1.05f, -1.4f, v)) * round;
    ink.over(who.skin().tone(), gain, neck);
    float shoulder = -1.13f - .22f * u * u - .14f * bump(u * u * 4);
    float cloth = .9f + .2f * noise(u * 5 + 9, v * 5 + 9, scene.seed() + 7);
    ink.over(scene.clothes(), shade.flat() * cloth, step(shoulder + .03f, shoulder - .03f, v));
  }

  /** Paints the ears as flat shapes beside the head. */
  void ears(Sight sight, Ink ink) {
    float t = sight.atDepth(-.02f);
    float x = Math.abs(sight.ax + t * sight.bx);
    float y = sight.ay + t * sight.by;
    float dx = (x - who.head().width() * .98f) / (.5f * who.head().ears());
    float dy = (y - who.eyes().y() + .1f) / who.head().ears();
    float r2 = dx * dx + dy * dy;
    float gain = shade.flat() * (.95f - .3f * bump(r2 * 2));
    ink.over(who.skin().tone(), gain, step(1.1f, .9f, r2));
  }

  /** Paints the glasses, which lie on a plane in front of the eyes. */
  void glasses(Sight sight, Ink ink) {
    if (!glasses.worn()) {
      return;
    }
    float t = sight.atDepth(who.head().depth() * .98f);
    float x = Math.abs(sight.ax + t * sight.bx);
    float y = sight.ay + t * sight.by - who.eyes().y() + .01f;
    float centre = Math.max(who.eyes().spacing(), glasses.width() + .04f);
    float dx = (x - centre) / glasses.width();
    float dy = y / glasses.height();
    float circle = (float) Math.sqrt(dx * dx + dy * dy);
    float square = (float) Math.sqrt(Math.sqrt(dx * dx * dx * dx + dy * dy * dy * dy));
    float ring = square + (circle - square) * glasses.round();
    float lens = step(1.04f, .96f, ring);
    ink.over(glasses.lens() > .5f ? glasses.colour() : GLINT, shade.flat(), lens * glasses.lens());
    float rim = Math.abs(ring - 1) * glasses.height();
    float bridge = x < centre - glasses.width() ? Math.abs(y - .03f) : 1;
    float arm = x > centre + glasses.width() && x < who.head().width() ? Math.abs(y - .04f) : 1;
    float line = Math.min(rim, Math.min(bridge, arm));
    ink.over(
        glasses.colour(),
        shade.flat(),
        .92f * step(glasses.rim() + .015f, glasses.rim() - .01f, line));
  }
}
