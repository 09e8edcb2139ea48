package io.ddh.data.faces;

/** Computes how brightly the lamp and the ambient light illuminate a surface. */
final class Shade {
  private static final float WRAP = .25f;

  private final Look.Light light;
  private final float[] lamp;
  private final float[] half;

  Shade(Look.Light light, Sight sight) {
    this.light = light;
    float ce = (float) StrictMath.cos(light.elevation());
    float u = ce * (float) StrictMath.sin(light.azimuth());
    float v = (float) StrictMath.sin(light.elevation());
    float w = ce * (float) StrictMath.cos(light.azimuth());
    lamp = sight.toHead(u, v, w);
    float length = (float) Math.sqrt(Math.max(u * u + v * v + (w + 1) * (w + 1), 1e-6f));
    half = sight.toHead(u / length, v / length, (w + 1) / length);
  }

  /**
   * Returns the brightness gain of a matt surface, given its unit normal in the coordinate system
   * of the head.
   */
  float matt(float nx, float ny, float nz) {
    float cos = nx * lamp[0] + ny * lamp[1] + nz * lamp[2];
    return light.ambient() + light.diffuse() * Math.max(0, (cos + WRAP) / (1 + WRAP));
  }

  /**
   * Returns the brightness of the highlight on a glossy surface, 0..diffuse. The highlight falls
   * off with the 16th power of a cosine.
   */
  float gloss(float nx, float ny, float nz) {
    float cos = Math.max(0, nx * half[0] + ny * half[1] + nz * half[2]);
    float c2 = cos * cos;
    float c4 = c2 * c2;
    return light.diffuse() * c4 * c4 * c4 * c4;
  }

  /**
   * Returns the brightness gain of things without a modelled surface. Such things are treated as if
   * they were flat and faced the viewer.
   */
  float flat() {
    return light.ambient() + .45f * light.diffuse();
  }

  /**
   * Returns how far the light comes from the left (−1) or from the right (1), for things without a
   * modelled surface.
   */
  float lean() {
    return light.diffuse() * lamp[0];
  }
}
