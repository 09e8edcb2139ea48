package io.ddh.data.read.array;

import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyType;
import io.ddh.data.read.array.MatVariable.Kind;
import io.ddh.data.read.files.BoundedInput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads MATLAB v5 files. Every length in a file is checked against the number of bytes left before
 * memory is allocated. The format is described in MATLAB's "MAT-File Format", 2019. A header of 128
 * bytes is followed by elements; each element consists of a tag, which holds its type and length,
 * and data.
 */
final class Mat5 {
  private static final int HEADER = 128;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int LONGEST_NAME = 255;
  private static final int MOST = 1000;
  private static final int MOST_AXES = 32;
  private static final int COMPLEX = 0x800;
  private static final int LOGICAL = 0x200;

  /** Element types of stored numbers, by the type number in their tag. */
  private static final Map<Integer, String> NUMBERS =
      Map.of(
          1, "i1", 2, "u1", 3, "i2", 4, "u2", 5, "i4", 6, "u4", 7, "f4", 9, "f8", 12, "i8", 13,
          "u8");

  private final Set<String> wanted;
  private final List<MatVariable> found = new ArrayList<>();

  private Mat5(Set<String> wanted) {
    this.wanted = wanted;
  }

  static boolean is(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith("MATLAB 5.0 MAT-file");
  }

  /**
   * Reads the variables of a file.
   *
   * @param wanted names of the variables whose values are read; for all other variables, only the
   *     name and the shape are read
   */
  static List<MatVariable> read(Path file, Set<String> wanted) throws IOException {
    Mat5 reader = new Mat5(wanted);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER) {
        throw new EOFException("truncated in the header");
      }
      String order = new String(header, HEADER - 2, 2, StandardCharsets.ISO_8859_1);
      if (!order.equals("IM") && !order.equals("MI")) {
        throw new IOException("damaged (byte order)");
      }
      Part all =
          new Part(
              in,
              Files.size(file) - HEADER,
              order.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      while (all.left() > 0) {
        reader.element(all, false);
      }
    }
    return reader.found;
  }

  /**
   * Reads one element of a file, and decompresses it if needed.
   *
   * @param packed whether the element was itself compressed, in which case it must not contain
   *     further compressed elements
   */
  private void element(Part in, boolean packed) throws IOException {
    int type = in.number();
    long length = in.number() & 0xffffffffL;
    if (length > in.left()) {
      throw new EOFException(
          "truncated: an element claims " + length + " bytes, but " + in.left() + " are left");
    }
    Part part = new Part(in, length, in.order);
    if (type == COMPRESSED && !packed) {
      try {
        Part plain = new Part(new InflaterInputStream(part), Long.MAX_VALUE, in.order);
        element(plain, true);
        plain.read(); // reads beyond the end, because only then is the checksum verified
      } catch (ZipException e) {
        throw new IOException("damaged (compressed data)", e);
      }
    } else if (type == MATRIX) {
      found.add(matrix(part, 0));
    }
    part.skipNBytes(part.left()); // fails if it is truncated
    if (found.size() > MOST) {
      throw new IOException("more than " + MOST + " variables");
    }
  }

  private MatVariable matrix(Part in, int depth) throws IOException {
    byte[] flags = in.element(16);
    byte[] dimensions = in.element(4 * MOST_AXES);
    String name = new String(in.element(LONGEST_NAME), StandardCharsets.US_ASCII);
    if (flags.length < 8) {
      throw new IOException("damaged (in the header of a variable)");
    }
    int word = ByteBuffer.wrap(flags).order(in.order).getInt();
    Kind kind = kind(word & 255, (word & COMPLEX) != 0);
    if (kind == Kind.OBJECT) { // objects have a different layout
      return new MatVariable(name, kind, new int[] {1, 1}, List.of());
    }
    if (dimensions.length < 8) {
      throw new IOException("damaged (in the header of a variable)");
    }
    int[] shape = new int[dimensions.length / 4];
    ByteBuffer.wrap(dimensions).order(in.order).asIntBuffer().get(shape);
    long elements = elements(name, shape);
    if (kind == Kind.CELLS && depth == 0) {
      return cells(in, name, shape, elements);
    }
    if (kind == Kind.TEXTS) {
      return new MatVariable(name, kind, shape, letters(in, name, shape, elements));
    }
    if (kind == Kind.NUMBERS) {
      Optional<NdArray> values = numbers(in, name, shape, elements, (word & LOGICAL) != 0);
      return new MatVariable(name, kind, shape, (word & 255) < 8, List.of(), values);
    }
    return new MatVariable(name, kind, shape, List.of());
  }

  /**
   * Reads the numbers of a matrix, if they are needed. The numbers may be stored in a type that is
   * smaller than the type of the matrix.
   */
  private Optional<NdArray> numbers(
      Part in, String name, int[] shape, long elements, boolean logical) throws IOException {
    long[] tag = in.tag();
    String stored = NUMBERS.get((int) tag[0]);
    if (stored == null) {
      throw new IOException("damaged (unknown type of numbers: " + tag[0] + ")");
    }
    NpyType type = NpyType.of(logical && stored.equals("u1") ? "b1" : stored).with(in.order);
    if (tag[1] != elements * type.bytes() || tag[1] > in.left()) {
      throw new IOException(
          "damaged (variable " + name + ": " + elements + " numbers in " + tag[1] + " bytes)");
    }
    return wanted.contains(name)
        ? Optional.of(new NdArray(type, shape, true, in.bytes(tag[1])))
        : Optional.empty();
  }

  private static Kind kind(int kind, boolean complex) {
    return switch (kind) {
      case 1 -> Kind.CELLS;
      case 2 -> Kind.STRUCT;
      case 4 -> Kind.TEXTS;
      case 5 -> Kind.SPARSE;
      default -> kind < 6 || kind > 15 ? Kind.OBJECT : complex ? Kind.COMPLEX : Kind.NUMBERS;
    };
  }

  private static long elements(String name, int[] shape) throws IOException {
    long elements = 1;
    for (int length : shape) {
      elements *= length;
      if (length < 0 || elements > Integer.MAX_VALUE) {
        throw new IOException("damaged (impossible size of variable " + name + ")");
      }
    }
    return elements;
  }

  /** Reads a cell array. If every cell is a string, the result is a variable of strings. */
  private MatVariable cells(Part in, String name, int[] shape, long elements) throws IOException {
    if (elements > in.left() / 8) {
      throw new IOException("damaged (impossible size of variable " + name + ")");
    }
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < elements; i++) {
      long[] tag = in.tag();
      if (tag[0] != MATRIX || tag[1] > in.left()) {
        throw new IOException("damaged (cell " + (i + 1) + " of variable " + name + ")");
      }
      Part cell = new Part(in, tag[1], in.order);
      MatVariable inside =
          tag[1] == 0
              ? new MatVariable("", Kind.CELLS, new int[] {0, 0}, List.of())
              : matrix(cell, 1);
      cell.skipNBytes(cell.left());
      if (inside.kind() != Kind.TEXTS || inside.texts().size() > 1) {
        return new MatVariable(name, Kind.CELLS, shape, List.of());
      }
      texts.add(inside.texts().isEmpty() ? "" : inside.texts().get(0));
    }
    return new MatVariable(name, Kind.TEXTS, shape, texts);
  }

  /** Reads a matrix of characters as one string per row. */
  private static List<String> letters(Part in, String name, int[] shape, long elements)
      throws IOException {
    if (elements == 0) {
      return List.of();
    }
    long[] tag = in.tag();
    if (tag[1] > in.left() || shape.length != 2) {
      throw new IOException("damaged (in the characters of variable " + name + ")");
    }
    byte[] bytes = in.bytes(tag[1]);
    boolean little = in.order == ByteOrder.LITTLE_ENDIAN;
    String all =
        switch ((int) tag[0]) {
          case 1, 2 -> new String(bytes, StandardCharsets.ISO_8859_1);
          case 16 -> new String(bytes, StandardCharsets.UTF_8);
          case 4, 17 ->
              new String(bytes, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
          default -> throw new IOException("damaged (unknown type of characters: " + tag[0] + ")");
        };
    if (all.length() != elements) {
      throw new IOException("damaged (in the characters of variable " + name + ")");
    }
    return MatVariable.rows(shape[0], shape[1], all::charAt);
  }

  /** A part of the file; nothing beyond its end can be read. */
  private static final class Part extends BoundedInput {
    private final ByteOrder order;

    Part(InputStream in, long length, ByteOrder order) {
      super(in, length);
      this.order = order;
    }

    int number() throws IOException {
      return ByteBuffer.wrap(bytes(4)).order(order).getInt();
    }

    /**
     * Reads the tag of an element, which holds its type and length. In a small element, type and
     * length are stored in one 32-bit word; the result also says whether the element is small.
     */
    long[] tag() throws IOException {
      int word = number();
      return word >>> 16 != 0
          ? new long[] {word & 0xffff, word >>> 16, 1}
          : new long[] {word, number() & 0xffffffffL, 0};
    }

    /** Reads an element of limited length and skips its padding. */
    byte[] element(int longest) throws IOException {
      long[] tag = tag();
      boolean small = tag[2] == 1;
      if (tag[1] > (small ? 4 : longest)) {
        throw new IOException("damaged (a header of " + tag[1] + " bytes)");
      }
      byte[] out = bytes(tag[1]);
      skipNBytes(small ? 4 - tag[1] : Math.min(left(), (8 - tag[1] % 8) % 8));
      return out;
    }
  }
}
