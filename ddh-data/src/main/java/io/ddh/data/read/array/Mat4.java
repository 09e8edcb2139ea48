package io.ddh.data.read.array;

import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyType;
import io.ddh.data.read.array.MatVariable.Kind;
import io.ddh.data.read.files.BoundedInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads MATLAB v4 files, as {@code save -v4} and old programs write them. The format is described
 * in MATLAB's "MAT-File Format", 2019, chapter "Level 4". Each matrix is stored as a header, its
 * name, and its numbers column by column. The header consists of five numbers: the type, the number
 * of rows, the number of columns, whether there is an imaginary part, and the length of the name.
 */
final class Mat4 {
  private static final int HEAD = 20;
  private static final int LONGEST_NAME = 256;
  private static final int MOST = 1000;

  /** Element types of the stored numbers, indexed by the tens digit of the type in the header. */
  private static final List<String> TYPES = List.of("f8", "f4", "i4", "i2", "u2", "u1");

  private Mat4() {}

  private record Head(int type, int rows, int columns, int imaginary, int name, ByteOrder order) {
    static Head of(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      ByteOrder order = in.getInt(0) < 0 || in.getInt(0) > 99 ? ByteOrder.BIG_ENDIAN : in.order();
      in.order(order);
      int type = in.getInt(0) - (order == ByteOrder.BIG_ENDIAN ? 1000 : 0);
      return new Head(type, in.getInt(4), in.getInt(8), in.getInt(12), in.getInt(16), order);
    }

    boolean sane() {
      return type >= 0
          && type <= 52
          && type % 10 <= 2
          && rows >= 0
          && columns >= 0
          && (imaginary == 0 || imaginary == 1)
          && name > 1
          && name <= LONGEST_NAME;
    }

    NpyType numbers() throws IOException {
      return NpyType.of(TYPES.get(type / 10)).with(order);
    }
  }

  /** Returns whether a file begins with a valid matrix header and a name. */
  static boolean is(byte[] head) {
    if (head.length < HEAD + 2 || !Head.of(head).sane()) {
      return false;
    }
    int end = HEAD;
    while (end < head.length && Character.isJavaIdentifierPart(head[end]) && head[end] > 0) {
      end++;
    }
    return end == HEAD + Head.of(head).name - 1 && end < head.length && head[end] == 0;
  }

  /** Reads all variables of a file. Sparse and complex matrices are left out. */
  static List<MatVariable> read(Path file) throws IOException {
    List<MatVariable> out = new ArrayList<>();
    try (BoundedInput in =
        new BoundedInput(new BufferedInputStream(Files.newInputStream(file)), Files.size(file))) {
      for (int number = 1; in.left() > 0; number++) {
        Head head = Head.of(in.bytes(HEAD));
        long values = (long) head.rows * head.columns * (1 + head.imaginary);
        boolean sane = head.sane() && values >= 0 && values <= Integer.MAX_VALUE / 8;
        if (!sane || number > MOST) {
          throw new IOException("damaged (in the header of variable " + number + ")");
        }
        byte[] name = in.bytes(head.name);
        byte[] data = in.bytes(values * head.numbers().bytes());
        if (head.type % 10 < 2 && head.imaginary == 0) {
          String text = new String(name, 0, name.length - 1, StandardCharsets.ISO_8859_1);
          out.add(variable(head, text, data));
        }
      }
    }
    return out;
  }

  private static MatVariable variable(Head head, String name, byte[] data) throws IOException {
    int[] shape = {head.rows, head.columns};
    NdArray values = new NdArray(head.numbers(), shape, true, data);
    if (head.type % 10 == 1) { // a text is stored as one number per letter
      List<String> texts = MatVariable.rows(shape[0], shape[1], i -> (char) values.number(i));
      return new MatVariable(name, Kind.TEXTS, shape, texts);
    }
    boolean floating = values.type().isFloating();
    return new MatVariable(name, Kind.NUMBERS, shape, floating, List.of(), Optional.of(values));
  }
}
