package io.ddh.data.features;

import io.ddh.core.ImageShape;
import io.ddh.core.Images;

/**
 * Raw pixels as features for shallow methods, as in {@code sdh+pixels}. The features of an image
 * are its H·W·C values in their stored order, divided by 255 so that they lie in [0, 1]. Hashing
 * methods centre or normalise pixels like any other features. Each value takes four bytes, so
 * 70,000 images of 28×28×1 take 220 MB, and 60,000 images of 32×32×3 take 737 MB.
 */
public final class PixelFeatures extends UntrainedFeatures {
  private static final float[] SHARES = new float[256];

  static {
    for (int v = 0; v < SHARES.length; v++) {
      SHARES[v] = v / 255f;
    }
  }

  /** Creates the feature method, which has no settings. */
  public PixelFeatures() {
    super("pixels");
  }

  @Override
  public int dimension(String output) {
    return 0;
  }

  @Override
  public int dimension(String output, ImageShape shape) {
    return shape.length();
  }

  @Override
  public boolean worthKeeping() {
    return false;
  }

  @Override
  void write(Images images, int from, int to, float[] out) {
    byte[] pixels = images.pixels();
    for (int i = from * images.imageLength(); i < to * images.imageLength(); i++) {
      out[i] = SHARES[pixels[i] & 255];
    }
  }
}
