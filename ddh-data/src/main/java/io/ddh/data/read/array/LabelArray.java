package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.npy.NdArray;
import java.util.Arrays;
import java.util.List;

/**
 * Labels stored in an array, either as one number per image or one-hot. In a one-hot array, each
 * image has a row (or a column) that holds a single 1 among zeros. Axes of length 1 are ignored.
 *
 * @param place the file, for error messages
 * @param name name of the array, for error messages
 */
record LabelArray(String place, String name, NdArray values) {
  /** Returns the shape without axes of length 1; a vector is returned as n rows and 1 column. */
  private static int[] matrix(int[] shape) {
    int[] axes = Arrays.stream(shape).filter(length -> length != 1).toArray();
    return switch (axes.length) {
      case 0 -> new int[] {1, 1};
      case 1 -> new int[] {axes[0], 1};
      default -> axes;
    };
  }

  /**
   * Returns whether an array of the given shape can hold the labels of the given number of images.
   */
  static boolean fits(int[] shape, int images) {
    int[] matrix = matrix(shape);
    return matrix.length == 2 && (matrix[0] == images || matrix[1] > 1 && matrix[1] == images);
  }

  /** Checks that the numbers of labels and images are equal. */
  static void checkCount(String place, int images, String source, int labels, String name) {
    if (labels != images) {
      throw BadInputException.of(
          "%s: %d images in %s, but %d labels in %s", place, images, source, labels, name);
    }
  }

  /**
   * Returns one number per image; for one-hot labels, this is the index of the 1.
   *
   * @param images number of images
   * @param source name of the array of images, for error messages
   * @param notes receives a line if the labels are one-hot
   * @throws BadInputException if the numbers of labels and images differ, or the labels are neither
   *     one number per image nor one-hot
   */
  double[] numbers(int images, String source, List<String> notes) {
    int[] shape = values.shape();
    int[] matrix = matrix(shape);
    if (!fits(shape, images)) {
      if (matrix.length == 2 && matrix[1] == 1) {
        checkCount(place, images, source, matrix[0], name);
      }
      throw BadInputException.of(
          "%s: %d images in %s, but %s has shape %s; valid: one label per image",
          place, images, source, name, NdArray.text(shape));
    }
    double[] out = new double[images];
    boolean rows = matrix[0] == images;
    for (int i = 0; i < images; i++) {
      out[i] = matrix[1] == 1 ? at(i, 0) : oneHot(i, rows, matrix[rows ? 1 : 0]);
    }
    if (matrix[1] > 1) {
      String what = " and is one-hot: the position of the 1 is taken as the image's label";
      notes.add(name + " has shape " + NdArray.text(shape) + what);
    }
    return out;
  }

  private double at(int row, int column) {
    int[] place = {row, column};
    long at = 0;
    int next = 0;
    for (int axis = 0; axis < values.axes(); axis++) {
      if (values.length(axis) != 1) {
        at += place[next++] * values.stride(axis);
      }
    }
    return values.number((int) at);
  }

  private int oneHot(int image, boolean rows, int classes) {
    int found = -1;
    for (int k = 0; k < classes; k++) {
      double v = rows ? at(image, k) : at(k, image);
      if (v == 1 && found < 0) {
        found = k;
      } else if (v != 0) {
        throw notOneHot(image, found < 0 ? "holds " + v : "has more than one 1");
      }
    }
    if (found < 0) {
      throw notOneHot(image, "has no 1");
    }
    return found;
  }

  private BadInputException notOneHot(int image, String what) {
    return BadInputException.of(
        "%s: %s has shape %s, but is not one-hot: image %d %s; valid: one label per"
            + " image, or one 1 among zeros",
        place, name, values.shapeText(), image, what);
  }
}
