package io.ddh.data.read;

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

/**
 * MATLAB v4 files, as {@code save -v4} and old programs write them. After MATLAB's "MAT-File
 * Format", 2019, chapter "Level 4": a matrix is a head of five numbers (type, rows, columns,
 * imaginary part, length of the name), the name and the numbers, column by column.
 */
final class Mat4 {
  private static final int HEAD = 20;
  private static final int LONGEST_NAME = 256;
  private static final int MOST = 1000;

  private Mat4() {}

  /** A matrix; texts have a number a letter. */
  record Matrix(String name, int rows, int columns, boolean text, Numbers numbers) {}

  /** Numbers as they are stored: double, float, int, short, unsigned short or byte. */
  record Numbers(String name, int[] shape, int kind, ByteBuffer data) implements MatNumbers {
    @Override
    public int size() {
      return shape[0] * shape[1];
    }

    @Override
    public double number(int i) {
      return switch (kind) {
        case 0 -> data.getDouble(8 * i);
        case 1 -> data.getFloat(4 * i);
        case 2 -> data.getInt(4 * i);
        case 3 -> data.getShort(2 * i);
        case 4 -> data.getShort(2 * i) & 0xffff;
        default -> data.get(i) & 255;
      };
    }

    @Override
    public boolean isFloating() {
      return kind < 2;
    }
  }

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

    int width() {
      return switch (type / 10) {
        case 0 -> 8;
        case 1, 2 -> 4;
        case 3, 4 -> 2;
        default -> 1;
      };
    }
  }

  /** Whether a file begins with a matrix and a name. */
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

  /**
   * Reads a file.
   *
   * @throws IOException with a short reason if it is damaged or truncated
   */
  static List<Matrix> read(Path file) throws IOException {
    List<Matrix> out = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      long left = Files.size(file);
      while (left > 0) {
        byte[] bytes = in.readNBytes(HEAD);
        Head head = Head.of(whole(bytes, HEAD));
        long numbers = (long) head.rows * head.columns * (1 + head.imaginary);
        boolean sane = head.sane() && numbers >= 0 && numbers <= Integer.MAX_VALUE / 8;
        long length = HEAD + head.name + numbers * head.width();
        if (!sane || out.size() == MOST) {
          throw new IOException("damaged (head of variable " + (out.size() + 1) + ")");
        }
        if (length > left) {
          throw new EOFException("truncated in variable " + (out.size() + 1));
        }
        byte[] name = whole(in.readNBytes(head.name), head.name);
        int size = (int) (numbers * head.width());
        ByteBuffer data = ByteBuffer.wrap(whole(in.readNBytes(size), size)).order(head.order);
        String text = new String(name, 0, head.name - 1, StandardCharsets.ISO_8859_1);
        int[] shape = {head.rows, head.columns};
        Numbers values = new Numbers(text, shape, head.type / 10, data);
        if (head.type % 10 < 2 && head.imaginary == 0) { // not sparse, not complex
          out.add(new Matrix(text, head.rows, head.columns, head.type % 10 == 1, values));
        }
        left -= length;
      }
    }
    return out;
  }

  private static byte[] whole(byte[] bytes, int length) throws IOException {
    if (bytes.length < length) {
      throw new EOFException("truncated");
    }
    return bytes;
  }
}
