package io.ddh.app.photos;

/** Stub. */
final class FaceNetworks {
  private FaceNetworks() {}

  static FaceSource open(String options) {
    throw new UnsupportedOperationException(options);
  }
}
