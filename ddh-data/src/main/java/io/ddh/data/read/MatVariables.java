package io.ddh.data.read;

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
import java.util.function.IntFunction;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The variables in a MATLAB v5 or v4 file, found without keeping their values; each claim of a
 * length is held against what is there, so that the library behind need not believe any. Layout
 * after MATLAB's "MAT-File Format", 2019: a header of 128 bytes; elements, each a tag (type,
 * length) and its data.
 */
final class MatVariables {
  /** Usual names of images, the likeliest first. */
  static final List<String> IMAGES = List.of("fea", "x", "X", "images", "data", "faces");

  /** Usual names of labels, the likeliest first. */
  static final List<String> LABELS = List.of("gnd", "label", "labels", "y", "Y", "people", "id");

  private static final int HEADER = 128;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int LONGEST_NAME = 255;
  private static final int MOST = 1000;
  private static final int MOST_AXES = 32;

  private MatVariables() {}

  /** What a variable is. */
  enum Kind {
    /** A full matrix of real numbers. */
    NUMBERS(""),
    /** Texts: a matrix of letters with a text a row, or a cell array of such. */
    TEXTS(""),
    /** A cell array of anything else. */
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

  /**
   * A variable.
   *
   * @param shape lengths of the axes, at least two
   * @param texts of {@link Kind#TEXTS}, column by column
   */
  record Variable(String name, Kind kind, int[] shape, List<String> texts) {
    /** The same with a reason against it, for messages, for example {@code gnd is sparse; …}. */
    String help() {
      String reason = kind == Kind.TEXTS ? "holds texts, must be numbers" : kind.help;
      return name + " " + reason.replace("NAME", name);
    }

    /** For messages, for example {@code fea 60x1024}. */
    @Override
    public String toString() {
      return name + " " + LabelArray.text(shape);
    }
  }

  /** Whether a file begins as one of MATLAB v5 or v4. */
  static boolean isMat(byte[] head) {
    return isMat5(head) || Mat4.is(head);
  }

  static boolean isMat5(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith("MATLAB 5.0 MAT-file");
  }

  /**
   * Lists a file of MATLAB v5 or v4.
   *
   * @throws IOException with a short reason if it is damaged or truncated
   */
  static List<Variable> list(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(512);
    }
    return Mat4.is(head) ? list4(file) : list5(file);
  }

  private static List<Variable> list4(Path file) throws IOException {
    List<Variable> out = new ArrayList<>();
    for (Mat4.Matrix m : Mat4.read(file)) {
      List<String> texts = List.of();
      if (m.text()) {
        texts = rows(m.rows(), m.columns(), i -> (char) m.numbers().number(i));
      }
      Kind kind = m.text() ? Kind.TEXTS : Kind.NUMBERS;
      out.add(new Variable(m.name(), kind, new int[] {m.rows(), m.columns()}, texts));
    }
    return out;
  }

  private static List<Variable> list5(Path file) throws IOException {
    List<Variable> out = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER) {
        throw new EOFException("truncated in the header");
      }
      ByteOrder order = header[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      long left = Files.size(file) - HEADER;
      while (left > 0) {
        Part tag = new Part(in, left, order);
        int type = tag.number();
        long length = tag.number() & 0xffffffffL;
        if (length > left - 8) {
          throw new EOFException(
              "an element of " + length + " bytes where " + (left - 8) + " are left");
        }
        Part part = new Part(in, length, order);
        if (type == COMPRESSED) {
          inflated(part, order, out);
        } else if (type == MATRIX) {
          out.add(matrix(part, 0));
        }
        part.skip(part.left);
        left -= 8 + length;
        if (out.size() > MOST) {
          throw new IOException("more than " + MOST + " variables");
        }
      }
    }
    return out;
  }

  private static void inflated(Part packed, ByteOrder order, List<Variable> out)
      throws IOException {
    try {
      InputStream plain = new InflaterInputStream(packed.stream());
      Part tag = new Part(plain, 8, order);
      int type = tag.number();
      long length = tag.number() & 0xffffffffL;
      Part part = new Part(plain, length, order);
      if (type == MATRIX) {
        out.add(matrix(part, 0));
      }
      part.skip(part.left); // all of it must be there
    } catch (ZipException e) {
      throw new IOException("damaged (compressed data)", e);
    }
  }

  private static Variable matrix(Part in, int depth) throws IOException {
    byte[] flags = in.element(16);
    byte[] dimensions = in.element(4 * MOST_AXES);
    String name = new String(in.element(LONGEST_NAME), StandardCharsets.US_ASCII);
    if (flags.length < 8) {
      throw new IOException("damaged (header of a variable)");
    }
    int word = ByteBuffer.wrap(flags).order(in.order).getInt();
    Kind kind = kind(word & 255, (word & 0x800) != 0);
    if (kind == Kind.OBJECT) { // laid out otherwise
      return new Variable(name, kind, new int[] {1, 1}, List.of());
    }
    if (dimensions.length < 8) {
      throw new IOException("damaged (header of a variable)");
    }
    int[] shape = new int[dimensions.length / 4];
    ByteBuffer.wrap(dimensions).order(in.order).asIntBuffer().get(shape);
    long elements = elements(name, shape);
    if (kind == Kind.CELLS && depth == 0) {
      return cells(in, name, shape, elements);
    }
    if (kind == Kind.TEXTS) {
      return new Variable(name, kind, shape, letters(in, name, shape, elements));
    }
    if (kind == Kind.NUMBERS) {
      long[] tag = in.tag();
      int bytes = width((int) tag[0]);
      if (tag[1] != elements * bytes || tag[1] > in.left + 4) {
        throw new IOException(
            "damaged (variable " + name + ": " + elements + " numbers in " + tag[1] + " bytes)");
      }
    }
    return new Variable(name, kind, shape, List.of());
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
        throw new IOException("damaged (size of variable " + name + ")");
      }
    }
    return elements;
  }

  /** A cell array: texts if each of its cells is one. */
  private static Variable cells(Part in, String name, int[] shape, long elements)
      throws IOException {
    if (elements > in.left / 8) {
      throw new IOException("damaged (size of variable " + name + ")");
    }
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < elements; i++) {
      long[] tag = in.tag();
      if (tag[0] != MATRIX || tag[1] > in.left) {
        throw new IOException("damaged (cell " + (i + 1) + " of variable " + name + ")");
      }
      Part cell = new Part(in.stream(), tag[1], in.order);
      Variable inside =
          tag[1] == 0 ? new Variable("", Kind.CELLS, new int[] {0, 0}, List.of()) : matrix(cell, 1);
      cell.skip(cell.left);
      if (inside.kind() != Kind.TEXTS || inside.texts().size() > 1) {
        return new Variable(name, Kind.CELLS, shape, List.of());
      }
      texts.add(inside.texts().isEmpty() ? "" : inside.texts().get(0));
    }
    return new Variable(name, Kind.TEXTS, shape, texts);
  }

  /** The rows of a matrix of letters. */
  private static List<String> letters(Part in, String name, int[] shape, long elements)
      throws IOException {
    if (elements == 0) {
      return List.of();
    }
    long[] tag = in.tag();
    if (tag[1] > in.left || shape.length != 2) {
      throw new IOException("damaged (letters of variable " + name + ")");
    }
    byte[] bytes = in.bytes(tag[1]);
    boolean little = in.order == ByteOrder.LITTLE_ENDIAN;
    String all =
        switch ((int) tag[0]) {
          case 1, 2 -> new String(bytes, StandardCharsets.ISO_8859_1);
          case 16 -> new String(bytes, StandardCharsets.UTF_8);
          case 4, 17 ->
              new String(bytes, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
          default -> throw new IOException("damaged (letters of type " + tag[0] + ")");
        };
    if (all.length() != elements) {
      throw new IOException("damaged (letters of variable " + name + ")");
    }
    return rows(shape[0], shape[1], all::charAt);
  }

  private static List<String> rows(int rows, int columns, IntFunction<Character> letter) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      StringBuilder row = new StringBuilder();
      for (int k = 0; k < columns; k++) {
        row.append(letter.apply(i + k * rows).charValue());
      }
      out.add(row.toString().strip());
    }
    return out;
  }

  /** Bytes of a stored number. */
  private static int width(int type) throws IOException {
    return switch (type) {
      case 1, 2 -> 1;
      case 3, 4 -> 2;
      case 5, 6, 7 -> 4;
      case 9, 12, 13 -> 8;
      default -> throw new IOException("damaged (numbers of type " + type + ")");
    };
  }

  /** A part of the file: never read beyond its end. */
  private static final class Part {
    private final InputStream in;
    private final ByteOrder order;
    private long left;

    Part(InputStream in, long length, ByteOrder order) {
      this.in = in;
      this.left = length;
      this.order = order;
    }

    int number() throws IOException {
      return ByteBuffer.wrap(bytes(4)).order(order).getInt();
    }

    byte[] bytes(long n) throws IOException {
      byte[] out = n < 0 || n > left ? new byte[0] : in.readNBytes((int) n);
      if (out.length != n) {
        throw new EOFException("truncated");
      }
      left -= n;
      return out;
    }

    /** Type and length of an element; small ones have both in one word. */
    long[] tag() throws IOException {
      int word = number();
      return word >>> 16 != 0
          ? new long[] {word & 0xffff, word >>> 16}
          : new long[] {word, number() & 0xffffffffL};
    }

    /** A short element with its padding. */
    byte[] element(int longest) throws IOException {
      int word = number();
      boolean small = word >>> 16 != 0;
      long length = small ? word >>> 16 : number() & 0xffffffffL;
      if (length > (small ? 4 : longest)) {
        throw new IOException("damaged (a header of " + length + " bytes)");
      }
      byte[] out = bytes(length);
      skip(small ? 4 - length : Math.min(left, (8 - length % 8) % 8));
      return out;
    }

    void skip(long n) throws IOException {
      byte[] buffer = new byte[(int) Math.min(1 << 16, n)];
      long rest = n;
      while (rest > 0) {
        int step = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
        if (step < 0) {
          throw new EOFException("truncated");
        }
        rest -= step;
      }
      left -= n;
    }

    /** What is left of it as a stream of its own. */
    InputStream stream() {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          int b = left > 0 ? in.read() : -1;
          left -= b >= 0 ? 1 : 0;
          return b;
        }

        @Override
        public int read(byte[] out, int from, int length) throws IOException {
          int n = left > 0 ? in.read(out, from, (int) Math.min(length, left)) : -1;
          left -= Math.max(0, n);
          return n;
        }
      };
    }
  }
}
