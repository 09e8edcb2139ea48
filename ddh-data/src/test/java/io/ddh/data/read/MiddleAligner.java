package io.ddh.data.read;

import io.ddh.core.FaceAligner;
import io.ddh.core.Images;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for ddh-vision: the "face" is the middle pixel, with red replaced by the photo's width
 * and green by its height; in photos of one column no face is found.
 */
public final class MiddleAligner implements FaceAligner {
  static final AtomicInteger ALIGNED = new AtomicInteger();
  static volatile String network = "middle 1";

  /** Called by the service loader. */
  public MiddleAligner() {}

  @Override
  public String identity() {
    return network;
  }

  @Override
  public Aligned align(Images photo, int size) {
    ALIGNED.incrementAndGet();
    int middle = 3 * (photo.height() / 2 * photo.width() + photo.width() / 2);
    byte[] out = new byte[size * size * 3];
    for (int p = 0; p < out.length; p += 3) {
      out[p] = (byte) photo.width();
      out[p + 1] = (byte) photo.height();
      out[p + 2] = photo.pixels()[middle + 2];
    }
    return new Aligned(new Images(size, size, 3, out), photo.width() > 1);
  }

  @Override
  public void close() {}
}
