package io.ddh.data.faces;

/** A colour whose channels lie roughly in 0..1. The type also holds gains, one per channel. */
record Rgb(float r, float g, float b) {
  static final Rgb WHITE = new Rgb(1, 1, 1);

  Rgb mix(Rgb other, float share) {
    return new Rgb(r + (other.r - r) * share, g + (other.g - g) * share, b + (other.b - b) * share);
  }

  Rgb times(float gain) {
    return new Rgb(r * gain, g * gain, b * gain);
  }

  Rgb times(Rgb gain) {
    return new Rgb(r * gain.r, g * gain.g, b * gain.b);
  }

  /** Returns a random colour of moderate saturation. */
  static Rgb any(Draw draw, float low, float high) {
    return new Rgb(draw.in(low, high), draw.in(low, high), draw.in(low, high));
  }

  /**
   * Interpolates on a scale of evenly spaced colours; {@code place} is the position on the scale,
   * in [0, 1].
   */
  static Rgb scale(float place, Rgb... colours) {
    float at = Math.min(Math.max(place, 0), 1) * (colours.length - 1);
    int low = Math.min((int) at, colours.length - 2);
    return colours[low].mix(colours[low + 1], at - low);
  }
}
