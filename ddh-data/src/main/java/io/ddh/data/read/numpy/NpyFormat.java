package io.ddh.data.read.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The npy format, versions 1 to 3: magic, version, length of the header, the header (a Python
 * dictionary with {@code descr}, {@code fortran_order} and {@code shape}), the elements.
 */
public final class NpyFormat {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  private NpyFormat() {}

  /** What an array is, before its elements. */
  public record Header(ElementType type, int[] shape, boolean fortran) {}

  /** Whether bytes begin as an npy file. */
  public static boolean isNpy(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads the header.
   *
   * @throws IOException with a short reason if it is none, or of a type that can't be read
   */
  public static Header header(InputStream in) throws IOException {
    byte[] head = in.readNBytes(MAGIC.length + 2);
    if (head.length < MAGIC.length + 2 || !isNpy(head)) {
      throw new IOException("not an npy file");
    }
    int version = head[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new IOException("npy version " + version + ", 1 to 3 can be read");
    }
    int digits = version == 1 ? 2 : 4;
    byte[] count = in.readNBytes(digits);
    if (count.length < digits) {
      throw new EOFException("truncated in the header");
    }
    ByteBuffer number = ByteBuffer.wrap(Arrays.copyOf(count, 4)).order(ByteOrder.LITTLE_ENDIAN);
    int length = number.getInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("damaged (a header of " + Integer.toUnsignedString(length) + " bytes)");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("truncated in the header");
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.contains("'|O'") || text.contains("'O'")) {
      throw new IOException("holds Python objects; only numbers and texts are read");
    }
    ElementType type = ElementType.of(find(TYPE, text, "descr"));
    boolean fortran = find(ORDER, text, "fortran_order").equals("True");
    return new Header(type, shape(find(SHAPE, text, "shape")), fortran);
  }

  private static String find(Pattern pattern, String text, String key) throws IOException {
    Matcher m = pattern.matcher(text);
    if (!m.find()) {
      throw new IOException("damaged (no " + key + " in the header)");
    }
    return m.group(1);
  }

  private static int[] shape(String text) throws IOException {
    String[] parts = text.replace("L", "").strip().split("\\s*,\\s*", -1);
    try {
      return Arrays.stream(parts).filter(p -> !p.isBlank()).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw new IOException("damaged (shape " + text + ")", e);
    }
  }

  /**
   * Reads a whole array.
   *
   * @throws IOException with a short reason if it is damaged, truncated, too long or of a type that
   *     can't be read
   */
  public static NdArray read(InputStream in) throws IOException {
    Header header = header(in);
    long length =
        NdArray.elements(header.type(), header.shape()) * Math.max(1, header.type().bytes());
    byte[] data = in.readNBytes((int) length); // grows with what is there, not with a claim
    if (data.length < length) {
      throw new EOFException(
          "truncated: its header says " + length + " bytes, found " + data.length);
    }
    if (in.read() >= 0) {
      throw new IOException("trailing bytes behind the array");
    }
    return new NdArray(header.type(), header.shape(), header.fortran(), data);
  }
}
