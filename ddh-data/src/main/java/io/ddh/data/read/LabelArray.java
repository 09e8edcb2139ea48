package io.ddh.data.read;

import io.ddh.core.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers of people as arrays hold them: one an image, or one-hot, a row (or a column) an image
 * with a single 1 among zeros.
 *
 * @param place file, for messages
 * @param name of the array, for messages
 * @param shape lengths of the axes; those of length 1 don't matter
 * @param values by row and column of what is left of the axes; one axis is a column
 */
record LabelArray(String place, String name, int[] shape, Values values) {
  /** The numbers. */
  @FunctionalInterface
  interface Values {
    double at(int row, int column);
  }

  /** The axes longer than 1 as rows and columns. */
  private int[] matrix() {
    int[] long1 = Arrays.stream(shape).filter(length -> length != 1).toArray();
    return switch (long1.length) {
      case 0 -> new int[] {1, 1};
      case 1 -> new int[] {long1[0], 1};
      default -> long1;
    };
  }

  /** Whether they may be of so many images. */
  boolean fits(int images) {
    int[] matrix = matrix();
    return matrix.length == 2 && (matrix[0] == images || matrix[1] > 1 && matrix[1] == images);
  }

  /** The shape as NumPy and MATLAB say it, for example {@code 60x6}. */
  static String text(int[] shape) {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }

  /**
   * One number an image.
   *
   * @param images how many there are
   * @param source of the images, for messages
   * @param notes gets a line if the labels are one-hot
   * @throws BadInputException if they are of another number of images, or neither
   */
  double[] of(int images, String source, List<String> notes) {
    int[] matrix = matrix();
    if (!fits(images)) {
      boolean one = matrix.length == 2 && matrix[1] == 1;
      throw new BadInputException(
          place
              + ": "
              + images
              + " images in "
              + source
              + ", "
              + (one
                  ? matrix[0] + " labels in " + name
                  : name + " is " + text(shape) + "; valid: one label per image"));
    }
    if (matrix[1] == 1) {
      double[] out = new double[images];
      for (int i = 0; i < images; i++) {
        out[i] = values.at(i, 0);
      }
      return out;
    }
    boolean rows = matrix[0] == images;
    double[] out = new double[images];
    for (int i = 0; i < images; i++) {
      out[i] = place(i, rows, matrix[rows ? 1 : 0]);
    }
    notes.add(
        name
            + " is "
            + text(shape)
            + ", one-hot: the place of each image's 1 is taken as its label");
    return out;
  }

  private int place(int image, boolean rows, int classes) {
    int found = -1;
    for (int k = 0; k < classes; k++) {
      double v = rows ? values.at(image, k) : values.at(k, image);
      if (v == 1 && found < 0) {
        found = k;
      } else if (v != 0) {
        throw new BadInputException(
            notOneHot(image, found < 0 ? "holds " + v : "has more than a 1"));
      }
    }
    if (found < 0) {
      throw new BadInputException(notOneHot(image, "has no 1"));
    }
    return found;
  }

  private String notOneHot(int image, String what) {
    return place
        + ": "
        + name
        + " is "
        + text(shape)
        + ", but not one-hot: image "
        + image
        + " "
        + what
        + "; valid: one label per image, or one 1 among zeros";
  }
}
