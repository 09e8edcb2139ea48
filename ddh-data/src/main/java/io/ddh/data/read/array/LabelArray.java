package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.npy.NdArray;
import java.util.Arrays;
import java.util.List;

/**
 * Labels stored in an array: one number for each image, or one-hot, a row (or a column) for each
 * image with a single 1 among zeros. Axes of length 1 are ignored.
 *
 * @param place file, for messages
 * @param name of the array, for messages
 */
record LabelArray(String place, String name, NdArray values) {
  /** The axes longer than 1 as rows and columns. */
  private static int[] matrix(int[] shape) {
    int[] axes = Arrays.stream(shape).filter(length -> length != 1).toArray();
    return switch (axes.length) {
      case 0 -> new int[] {1, 1};
      case 1 -> new int[] {axes[0], 1};
      default -> axes;
    };
  }

  /** Whether an array of numbers may be the labels of so many images. */
  static boolean fits(int[] shape, int images) {
    int[] matrix = matrix(shape);
    return matrix.length == 2 && (matrix[0] == images || matrix[1] > 1 && matrix[1] == images);
  }

  /** Checks that there are as many labels as images. */
  static void checkCount(String place, int images, String source, int labels, String name) {
    if (labels != images) {
      throw BadInputException.of(
          "%s: %d images in %s, %d labels in %s", place, images, source, labels, name);
    }
  }

  /**
   * One number for each image.
   *
   * @param images how many there are
   * @param source of the images, for messages
   * @param notes gets a line if the labels are one-hot
   * @throws BadInputException if there are more or fewer labels, or they are in neither form
   */
  double[] numbers(int images, String source, List<String> notes) {
    int[] shape = values.shape();
    int[] matrix = matrix(shape);
    if (!fits(shape, images)) {
      if (matrix.length == 2 && matrix[1] == 1) {
        checkCount(place, images, source, matrix[0], name);
      }
      throw BadInputException.of(
          "%s: %d images in %s, %s is %s; valid: one label per image",
          place, images, source, name, NdArray.text(shape));
    }
    double[] out = new double[images];
    boolean rows = matrix[0] == images;
    for (int i = 0; i < images; i++) {
      out[i] = matrix[1] == 1 ? at(i, 0) : oneHot(i, rows, matrix[rows ? 1 : 0]);
    }
    if (matrix[1] > 1) {
      String what = ", one-hot: the place of each image's 1 is taken as its label";
      notes.add(name + " is " + NdArray.text(shape) + what);
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
        throw notOneHot(image, found < 0 ? "holds " + v : "has more than a 1");
      }
    }
    if (found < 0) {
      throw notOneHot(image, "has no 1");
    }
    return found;
  }

  private BadInputException notOneHot(int image, String what) {
    return BadInputException.of(
        "%s: %s is %s, but not one-hot: image %d %s; valid: one label per image, or one 1 among"
            + " zeros",
        place, name, values.shapeText(), image, what);
  }
}
