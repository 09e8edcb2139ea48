package io.ddh.data.faces;

/**
 * Paints one person with one look as a 32×32 RGB image. The colour of a pixel is the average over
 * {@value #GRID}×{@value #GRID} lines of sight. Afterwards, the colours, blur and noise of the
 * simulated camera are applied.
 */
final class FaceRenderer {
  /** Height and width of every image in pixels. */
  static final int SIZE = 32;

  static final int CHANNELS = 3;

  /** Size of one image in bytes. */
  static final int LENGTH = SIZE * SIZE * CHANNELS;

  private static final int GRID = 3;

  /** Pixels per head unit at scale 1. With this value, a head is about 28 of the 32 pixels high. */
  private static final float ZOOM = 13.6f;

  private FaceRenderer() {}

  /**
   * Paints an image and writes it to out[offset .. offset+LENGTH), row by row from the top,
   * channels last.
   */
  static void draw(Person who, Look look, byte[] out, int offset) {
    float[] image = trace(who, look);
    develop(look.camera(), image);
    blur(image, look.camera().blur());
    Draw grain = new Draw(look.camera().seed());
    for (int i = 0; i < LENGTH; i++) {
      float level = image[i] * 255 + grain.bell(look.camera().noise()) + .5f;
      out[offset + i] = (byte) (int) Math.min(255, Math.max(0, level));
    }
  }

  private static float[] trace(Person who, Look look) {
    Look.Pose pose = look.pose();
    Sight sight = new Sight(pose);
    Shade shade = new Shade(look.light(), sight);
    Surroundings around = new Surroundings(who, look, shade);
    HairPaint hair = new HairPaint(who, shade);
    HeadSurface head = new HeadSurface(who);
    FacePaint face = new FacePaint(who, look.expression());
    Ink ink = new Ink();
    float unit = 1 / (ZOOM * pose.scale());
    float[] image = new float[LENGTH];
    for (int row = 0; row < SIZE * GRID; row++) {
      float py = SIZE * .5f - (row + .5f) / GRID;
      for (int column = 0; column < SIZE * GRID; column++) {
        float px = (column + .5f) / GRID - SIZE * .5f;
        float u = px * unit - pose.dx();
        float v = py * unit - pose.dy();
        sight.aim(u, v);
        float covered = hair.meet(sight);
        if (covered >= 1) {
          ink.set(Rgb.WHITE, 0);
        } else if (head.hit(sight)) {
          if (head.z > 0) {
            face.paint(head.x, head.y, ink);
          } else {
            ink.set(who.skin().tone(), 1);
          }
          ink.times(look.light().colour(), shade.matt(head.nx, head.ny, head.nz));
          ink.over(Rgb.WHITE, 1, .16f * shade.gloss(head.nx, head.ny, head.nz));
        } else {
          around.background(px / (SIZE * .5f), py / (SIZE * .5f), ink);
          hair.behind(sight, ink);
          around.body(u, v, ink);
          around.ears(sight, ink);
        }
        if (covered > 0) {
          hair.over(covered, ink);
        }
        around.glasses(sight, ink);
        int at = (row / GRID * SIZE + column / GRID) * CHANNELS;
        image[at] += ink.r;
        image[at + 1] += ink.g;
        image[at + 2] += ink.b;
      }
    }
    return image;
  }

  private static void develop(Look.Camera camera, float[] image) {
    Rgb gains = camera.gains().times(1f / (GRID * GRID));
    for (int i = 0; i < LENGTH; i += CHANNELS) {
      float r = image[i] * gains.r();
      float g = image[i + 1] * gains.g();
      float b = image[i + 2] * gains.b();
      float grey = .3f * r + .59f * g + .11f * b;
      image[i] = tone(grey + (r - grey) * camera.saturation(), camera);
      image[i + 1] = tone(grey + (g - grey) * camera.saturation(), camera);
      image[i + 2] = tone(grey + (b - grey) * camera.saturation(), camera);
    }
  }

  /**
   * Applies the camera's contrast, and reduces high levels so that bright skin does not turn white.
   */
  private static float tone(float level, Look.Camera camera) {
    float x = .5f + (level - .5f) * camera.contrast() + camera.lift();
    return x <= .7f ? x : .7f + .3f * (x - .7f) / (x - .7f + .3f) * 1.25f;
  }

  private static void blur(float[] image, float amount) {
    float side = .5f * Math.min(amount, 1);
    float[] rows = new float[LENGTH];
    smooth(image, rows, SIZE * CHANNELS, CHANNELS, side);
    smooth(rows, image, CHANNELS, SIZE * CHANNELS, side);
  }

  /**
   * Smooths lines of pixels with the weights side, 1 and side. Neighbouring pixels of a line lie
   * {@code step} array elements apart. The pixels at both ends of a line are repeated.
   */
  private static void smooth(float[] from, float[] to, int line, int step, float side) {
    float scale = 1 / (1 + 2 * side);
    for (int l = 0; l < SIZE; l++) {
      for (int i = 0; i < SIZE; i++) {
        int at = l * line + i * step;
        int before = i == 0 ? at : at - step;
        int after = i == SIZE - 1 ? at : at + step;
        for (int c = 0; c < CHANNELS; c++) {
          to[at + c] = (from[at + c] + side * (from[before + c] + from[after + c])) * scale;
        }
      }
    }
  }
}
