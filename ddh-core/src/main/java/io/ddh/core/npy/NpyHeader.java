package io.ddh.core.npy;

import io.ddh.core.Shown;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a NumPy file of format version 1 to 3. The header consists of a magic string, the
 * version, the length of a dictionary, and this dictionary, such as {@code {'descr': '<f4',
 * 'fortran_order': False, 'shape': (3, 4), }}. Only these three keys, with literals as NumPy writes
 * them, are accepted.
 *
 * @param descr NumPy's name of the element type, for example {@code <f4}; not checked
 * @param fortran true for Fortran order, in which the first index runs fastest
 * @param shape lengths of the axes
 */
public record NpyHeader(String descr, boolean fortran, List<Long> shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /**
   * Longest header that is read, in bytes. NumPy itself accepts 10,000 bytes by default; a usual
   * header takes 118 bytes.
   */
  private static final int LONGEST = 1 << 16;

  private static final int ALIGNMENT = 64;
  private static final List<String> KEYS = List.of("descr", "fortran", "shape");
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*(?:(['\"])descr\\1\\s*:\\s*(['\"])(?<descr>[^'\"]*)\\2"
              + "|(['\"])fortran_order\\4\\s*:\\s*(?<fortran>True|False)"
              + "|(['\"])shape\\6\\s*:\\s*\\((?<shape>[^()]*)\\))\\s*(?:,|(?=\\}))");

  /**
   * Makes the header of a matrix.
   *
   * @param descr NumPy's name of the element type, for example {@code |u1}
   * @param fortran true for Fortran order, in which the first index runs fastest; false for C order
   * @param rows length of the first axis
   * @param columns length of the second axis
   */
  public NpyHeader(String descr, boolean fortran, long rows, long columns) {
    this(descr, fortran, List.of(rows, columns));
  }

  /**
   * {@return whether the bytes begin with the magic string of npy files}
   *
   * @param head the first bytes of a file
   */
  public static boolean isNpy(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads the header of a file and leaves the stream at the first element.
   *
   * @param in the stream, at the start of the npy file; stays open
   * @return the header
   * @throws IOException with a short reason if the stream does not start with a header as NumPy
   *     writes it
   */
  public static NpyHeader read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(MAGIC.length + 2);
    if (head.length < MAGIC.length + 2) {
      throw new EOFException("not a NumPy file, or cut off in its first bytes");
    }
    if (!isNpy(head)) {
      throw new IOException("not a NumPy file");
    }
    int version = head[MAGIC.length];
    if (version < 1 || version > 3 || head[MAGIC.length + 1] != 0) {
      throw new IOException(
          Shown.format(
              "npy format version %d.%d; valid: 1.0, 2.0 and 3.0",
              version & 0xFF, head[MAGIC.length + 1] & 0xFF));
    }
    byte[] count = whole(in, version == 1 ? 2 : 4);
    ByteBuffer number = ByteBuffer.wrap(Arrays.copyOf(count, 4)).order(ByteOrder.LITTLE_ENDIAN);
    long length = number.getInt() & 0xFFFFFFFFL;
    if (length > LONGEST) {
      throw new IOException("damaged: header of " + length + " bytes; valid: at most " + LONGEST);
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return parse(new String(whole(in, (int) length), charset));
  }

  private static byte[] whole(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("cut off in the header");
    }
    return bytes;
  }

  private static NpyHeader parse(String text) throws IOException {
    Matcher entry = ENTRY.matcher(text);
    Map<String, String> found = new HashMap<>();
    int at = text.indexOf('{') + 1;
    if (!text.substring(0, at).strip().equals("{")) {
      throw bad(shown(text));
    }
    while (entry.region(at, text.length()).lookingAt()) {
      for (String key : KEYS) {
        String value = entry.group(key);
        if (value != null && found.put(key, value) != null) {
          throw bad("key '" + key + "' twice");
        }
      }
      at = entry.end();
    }
    String rest = text.substring(at).strip();
    if (!rest.equals("}") || found.size() < KEYS.size()) {
      throw bad(shown(rest));
    }
    return new NpyHeader(
        found.get("descr"), found.get("fortran").equals("True"), shape(found.get("shape")));
  }

  private static String shown(String rest) {
    return rest.isBlank() ? "the end" : '"' + rest.substring(0, Math.min(40, rest.length())) + '"';
  }

  private static List<Long> shape(String tuple) throws IOException {
    List<Long> shape = new ArrayList<>();
    String axes = tuple.strip().replaceFirst("(.),$", "$1");
    for (String axis : axes.isEmpty() ? new String[0] : axes.split(",", -1)) {
      String number = axis.strip().replaceFirst("L$", ""); // Python 2 writes long numbers with an L
      if (!number.matches("[0-9]{1,18}")) { // eighteen digits always fit a long
        throw bad("shape (" + tuple + ")");
      }
      shape.add(Long.parseLong(number));
    }
    return List.copyOf(shape);
  }

  private static IOException bad(String found) {
    return new IOException(
        "bad header: found "
            + found.replaceAll("\\p{Cntrl}", "?")
            + ", expected {'descr': '<f4', 'fortran_order': False, 'shape': (n, K)}");
  }

  /** Returns the shape for messages, for example {@code 100x64}. */
  String shapeText() {
    return shape.isEmpty()
        ? "one number"
        : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /**
   * {@return the bytes of the header as NumPy writes it} The number of bytes is a multiple of 64.
   */
  public byte[] bytes() {
    String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String dictionary =
        Shown.format(
            "{'descr': '%s', 'fortran_order': %s, 'shape': (%s%s), }",
            descr, fortran ? "True" : "False", axes, shape.size() == 1 ? "," : "");
    int length = MAGIC.length + 4 + dictionary.length() + 1;
    String padded = dictionary + " ".repeat(Math.floorMod(-length, ALIGNMENT)) + "\n";
    ByteBuffer out = ByteBuffer.allocate(MAGIC.length + 4 + padded.length());
    out.order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).put((byte) 1).put((byte) 0);
    out.putShort((short) padded.length());
    return out.put(padded.getBytes(StandardCharsets.US_ASCII)).array();
  }
}
