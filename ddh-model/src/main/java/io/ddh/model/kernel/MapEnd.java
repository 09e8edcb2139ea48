package io.ddh.model.kernel;

/** What a convolution block outputs, given its map after batch norm and ReLU. */
public enum MapEnd {
  /** The whole map. */
  WHOLE,
  /**
   * The largest value of each 2×2 window; the last row and column of a map with odd sides are in no
   * window.
   */
  HALF,
  /** The mean over the map, which is one value per channel. */
  MEAN;

  /**
   * {@return the height and width of the output}
   *
   * @param h height and width of the map
   */
  public int side(int h) {
    return switch (this) {
      case WHOLE -> h;
      case HALF -> h / 2;
      case MEAN -> 1;
    };
  }
}
