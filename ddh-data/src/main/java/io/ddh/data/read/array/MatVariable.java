package io.ddh.data.read.array;

import io.ddh.core.npy.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A variable of a MATLAB file.
 *
 * @param shape lengths of the axes; there are at least two axes, and elements are stored with the
 *     first axis varying fastest
 * @param floating whether the class of the variable is double or single; its numbers may be stored
 *     in a different type
 * @param texts the strings of a variable of {@link Kind#TEXTS}, column by column
 * @param values the numbers of a variable of {@link Kind#NUMBERS}, if they were requested
 */
record MatVariable(
    String name,
    Kind kind,
    int[] shape,
    boolean floating,
    List<String> texts,
    Optional<NdArray> values) {

  /** What kind of value a variable holds. */
  enum Kind {
    /** A full matrix of real numbers. */
    NUMBERS(""),
    /**
     * Strings, stored as a matrix of characters with one string per row, or as a cell array of
     * strings.
     */
    TEXTS(""),
    /** A cell array with any other content. */
    CELLS("is a cell array; save cell2mat(NAME), or a cell array of strings only"),
    STRUCT("is a struct; save its fields as variables: save('FILE.mat', '-struct', 'NAME', '-v7')"),
    SPARSE("is sparse; save full(NAME) instead"),
    COMPLEX("holds complex numbers; save real(NAME) instead"),
    /** Objects, which include MATLAB's string arrays. */
    OBJECT("is an object; if it holds strings, save cellstr(NAME) instead");

    private final String help;

    Kind(String help) {
      this.help = help;
    }
  }

  /** Creates a variable that has no readable numbers. */
  MatVariable(String name, Kind kind, int[] shape, List<String> texts) {
    this(name, kind, shape, false, texts, Optional.empty());
  }

  /** Returns the rows of a matrix of characters that is stored column by column. */
  static List<String> rows(int rows, int columns, IntFunction<Character> letter) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < rows && columns > 0; i++) {
      StringBuilder row = new StringBuilder();
      for (int k = 0; k < columns; k++) {
        row.append(letter.apply(i + k * rows).charValue());
      }
      out.add(row.toString().strip());
    }
    return out;
  }

  /**
   * Explains in an error message why this variable can't be used as images or labels, for example
   * {@code gnd is sparse; …}.
   */
  String help() {
    String reason = kind == Kind.TEXTS ? "holds strings, but must hold numbers" : kind.help;
    return name + " " + reason.replace("NAME", name);
  }

  /** Returns name and shape for messages, for example {@code fea 60x1024}. */
  @Override
  public String toString() {
    return name + " " + NdArray.text(shape);
  }
}
