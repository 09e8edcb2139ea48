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
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The variables in a MATLAB v5 file, found without keeping their values; each claim of a length is
 * held against what is there, so that the library behind need not believe any. Layout after
 * MATLAB's "MAT-File Format", 2019: a header of 128 bytes; elements, each a tag (type, length) and
 * its data.
 */
public final class MatVariables {
  /** Usual names of images, the likeliest first. */
  public static final List<String> IMAGES = List.of("fea", "x", "X", "images", "data", "faces");

  /** Usual names of labels, the likeliest first. */
  public static final List<String> LABELS =
      List.of("gnd", "label", "labels", "y", "Y", "people", "id");

  private static final int HEADER = 128;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int LONGEST_NAME = 255;
  private static final int MOST = 1000;
  private static final int MOST_AXES = 32;

  private MatVariables() {}

  /**
   * A full matrix of real numbers.
   *
   * @param shape lengths of the axes, at least two
   */
  public record Variable(String name, int[] shape) {}

  /**
   * Lists a file.
   *
   * @param names gets the names of all variables
   * @return the full matrices of real numbers among them
   * @throws IOException with a short reason if it is damaged or truncated
   */
  public static List<Variable> list(Path file, List<String> names) throws IOException {
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
          inflated(part, order, out, names);
        } else if (type == MATRIX) {
          matrix(part, out, names);
        }
        part.skip(part.left);
        left -= 8 + length;
        if (names.size() > MOST) {
          throw new IOException("more than " + MOST + " variables");
        }
      }
    }
    return out;
  }

  private static void inflated(Part packed, ByteOrder order, List<Variable> out, List<String> names)
      throws IOException {
    try {
      InputStream plain = new InflaterInputStream(packed.stream());
      Part tag = new Part(plain, 8, order);
      int type = tag.number();
      long length = tag.number() & 0xffffffffL;
      Part part = new Part(plain, length, order);
      if (type == MATRIX) {
        matrix(part, out, names);
      }
      part.skip(part.left); // all of it must be there
    } catch (ZipException e) {
      throw new IOException("damaged compressed data (" + e.getMessage() + ")", e);
    }
  }

  private static void matrix(Part in, List<Variable> out, List<String> names) throws IOException {
    byte[] flags = in.element(16);
    byte[] dimensions = in.element(4 * MOST_AXES);
    String name = new String(in.element(LONGEST_NAME), StandardCharsets.US_ASCII);
    if (flags.length < 8 || dimensions.length < 8) {
      throw new IOException("damaged (header of a variable)");
    }
    int[] shape = new int[dimensions.length / 4];
    ByteBuffer.wrap(dimensions).order(in.order).asIntBuffer().get(shape);
    int word = ByteBuffer.wrap(flags).order(in.order).getInt();
    int kind = word & 255;
    boolean complex = (word & 0x800) != 0;
    names.add(name);
    if (kind < 6 || kind > 15 || complex) {
      return; // cells, structures, texts, sparse: not ours
    }
    Variable variable = new Variable(name, shape);
    long elements = 1;
    for (int length : shape) {
      elements *= length;
      if (length < 0 || elements > Integer.MAX_VALUE) {
        throw new IOException("damaged (size of variable " + name + ")");
      }
    }
    long[] tag = in.tag();
    int bytes = width((int) tag[0]);
    if (tag[1] != elements * bytes || tag[1] > in.left + 4) {
      throw new IOException(
          "damaged (variable " + name + ": " + elements + " numbers in " + tag[1] + " bytes)");
    }
    out.add(variable);
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
