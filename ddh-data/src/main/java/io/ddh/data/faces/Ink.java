package io.ddh.data.faces;

/**
 * The colour seen along one line of sight. The colour results from painting layers over each other,
 * from back to front.
 */
final class Ink {
  float r;
  float g;
  float b;

  void set(Rgb colour, float gain) {
    r = colour.r() * gain;
    g = colour.g() * gain;
    b = colour.b() * gain;
  }

  /**
   * Multiplies a colour by a gain and paints it over the current colour; {@code cover} is its
   * opacity, 0..1.
   */
  void over(Rgb colour, float gain, float cover) {
    r += (colour.r() * gain - r) * cover;
    g += (colour.g() * gain - g) * cover;
    b += (colour.b() * gain - b) * cover;
  }

  void times(float gain) {
    r *= gain;
    g *= gain;
    b *= gain;
  }

  void times(Rgb gain, float by) {
    r *= gain.r() * by;
    g *= gain.g() * by;
    b *= gain.b() * by;
  }
}
