package io.ddh.core.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The head of a NumPy file, format versions 1 to 3: magic, version, length, and a dictionary {@code
 * {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }}. Only the three keys and the
 * literals that NumPy writes are read.
 *
 * @param descr element type, unchecked
 * @param fortran true when the first index runs fastest
 * @param shape lengths of the axes
 */
public record NpyHeader(String descr, boolean fortran, List<Long> shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy itself refuses longer ones by default (10,000); a real one takes 118 bytes. */
  private static final int LONGEST = 1 << 16;

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  /** Whether bytes begin as an npy file. */
  public static boolean isNpy(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads a file's head; the stream then stands at the first element.
   *
   * @throws IOException with a short reason if it is none that NumPy writes
   */
  public static NpyHeader read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(MAGIC.length + 2);
    if (head.length < MAGIC.length + 2) {
      throw new EOFException("no NumPy file, or cut off in its first bytes");
    }
    if (!isNpy(head)) {
      throw new IOException("isn't a NumPy file");
    }
    int version = head[MAGIC.length];
    if (version < 1 || version > 3 || head[MAGIC.length + 1] != 0) {
      throw new IOException(
          "npy format version "
              + (version & 0xFF)
              + "."
              + (head[MAGIC.length + 1] & 0xFF)
              + "; 1.0, 2.0 and 3.0 can be read");
    }
    byte[] count = whole(in, version == 1 ? 2 : 4);
    ByteBuffer number = ByteBuffer.wrap(Arrays.copyOf(count, 4)).order(ByteOrder.LITTLE_ENDIAN);
    long length = number.getInt() & 0xFFFFFFFFL;
    if (length > LONGEST) {
      throw new IOException("damaged: the header claims " + length + " bytes, at most " + LONGEST);
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return new Parser(new String(whole(in, (int) length), charset)).header();
  }

  private static byte[] whole(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("cut off in the header");
    }
    return bytes;
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    NpyHeader header() throws IOException {
      Map<String, Object> found = new HashMap<>();
      expect('{');
      while (!take('}')) {
        String key = string();
        expect(':');
        if (!KEYS.contains(key) || found.containsKey(key)) {
          throw bad("key '" + key + "'");
        }
        found.put(key, value(key));
        if (!take(',')) {
          expect('}');
          break;
        }
      }
      skip();
      if (at < text.length() || !found.keySet().equals(KEYS)) {
        throw bad("keys " + found.keySet().stream().sorted().toList());
      }
      @SuppressWarnings("unchecked")
      List<Long> shape = (List<Long>) found.get("shape");
      return new NpyHeader(
          (String) found.get("descr"), (Boolean) found.get("fortran_order"), shape);
    }

    private Object value(String key) throws IOException {
      return switch (key) {
        case "descr" -> string();
        case "shape" -> tuple();
        default -> bool();
      };
    }

    private boolean bool() throws IOException {
      skip();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw bad(rest());
    }

    private String string() throws IOException {
      skip();
      char quote = at < text.length() ? text.charAt(at) : 0;
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw bad(rest());
      }
      String s = text.substring(at + 1, end);
      at = end + 1;
      return s;
    }

    private List<Long> tuple() throws IOException {
      List<Long> values = new ArrayList<>();
      expect('(');
      while (!take(')')) {
        values.add(number());
        if (!take(',')) {
          expect(')');
          break;
        }
      }
      return List.copyOf(values);
    }

    private long number() throws IOException {
      skip();
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      // Eighteen digits always fit a long; no array is longer.
      if (at == from || at - from > 18) {
        at = from;
        throw bad(rest());
      }
      long value = Long.parseLong(text.substring(from, at));
      if (at < text.length() && text.charAt(at) == 'L') { // as Python 2 writes long numbers
        at++;
      }
      return value;
    }

    private void skip() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private boolean take(char c) {
      skip();
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char c) throws IOException {
      if (!take(c)) {
        throw bad(rest());
      }
    }

    private String rest() {
      String rest = text.substring(Math.min(at, text.length())).strip();
      return rest.isEmpty()
          ? "the end"
          : "\"" + rest.substring(0, Math.min(40, rest.length())) + "\"";
    }

    private IOException bad(String found) {
      return new IOException(
          "the header holds "
              + found.replaceAll("\\p{Cntrl}", "?")
              + ", not a plain array's {'descr': '<f4', 'fortran_order': False, 'shape': (n, K)}");
    }
  }
}
