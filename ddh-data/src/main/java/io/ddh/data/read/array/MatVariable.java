package io.ddh.data.read.array;

import io.ddh.core.npy.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A variable of a MATLAB file.
 *
 * @param shape lengths of the axes, at least two; the first axis runs fastest
 * @param floating whether its class is double or single, however the numbers are stored
 * @param texts of {@link Kind#TEXTS}, column by column
 * @param values of {@link Kind#NUMBERS}, if they were requested
 */
record MatVariable(
    String name,
    Kind kind,
    int[] shape,
    boolean floating,
    List<String> texts,
    Optional<NdArray> values) {

  /** What a variable is. */
  enum Kind {
    /** A full matrix of real numbers. */
    NUMBERS(""),
    /** Texts: a matrix of letters with a text in each row, or a cell array of such. */
    TEXTS(""),
    /** A cell array with any other content. */
    CELLS("is a cell array; save cell2mat(NAME), or texts alone"),
    STRUCT("is a struct; save its fields as variables: save('FILE.mat', '-struct', 'NAME', '-v7')"),
    SPARSE("is sparse; save full(NAME)"),
    COMPLEX("holds complex numbers; save real(NAME)"),
    /** Objects, MATLAB's string arrays among them. */
    OBJECT("is an object; save strings as cellstr(NAME)");

    private final String help;

    Kind(String help) {
      this.help = help;
    }
  }

  /** A variable without numbers that can be read. */
  MatVariable(String name, Kind kind, int[] shape, List<String> texts) {
    this(name, kind, shape, false, texts, Optional.empty());
  }

  /** The rows of a matrix of letters, stored column by column. */
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

  /** Why it can't serve as images or labels, for messages, for example {@code gnd is sparse; …}. */
  String help() {
    String reason = kind == Kind.TEXTS ? "holds texts, must be numbers" : kind.help;
    return name + " " + reason.replace("NAME", name);
  }

  /** For messages, for example {@code fea 60x1024}. */
  @Override
  public String toString() {
    return name + " " + NdArray.text(shape);
  }
}
