package io.ddh.model.kernel;

/** What a convolution block hands on of its map behind batch norm and ReLU. */
public enum MapEnd {
  /** All of it. */
  WHOLE,
  /** The largest of each 2×2 window; an odd map's last row and column are in none. */
  HALF,
  /** The mean over the map: one value per channel. */
  MEAN;

  /**
   * {@return the side of what is handed on}
   *
   * @param h side of the map
   */
  public int side(int h) {
    return switch (this) {
      case WHOLE -> h;
      case HALF -> h / 2;
      case MEAN -> 1;
    };
  }
}
