package io.ddh.data.read.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A tar archive from begin to end, plain, gzip or xz: the headers of POSIX.1-1988 (ustar), the long
 * names of GNU and the {@code path} and {@code size} of POSIX.1-2001 (pax).
 */
final class TarStream implements Closeable {
  static final int BLOCK = 512;

  /** Most bytes of a name's or of a pax record's block. */
  private static final int LONGEST = 1 << 16;

  /** KiB that unpacking xz may take: 65 MiB are what {@code xz -9} asks for. */
  private static final int XZ_MEMORY = 1 << 17;

  /** What is in the archive. */
  enum Kind {
    FILE,
    FOLDER,
    LINK,
    OTHER
  }

  /** One member. */
  record Member(String name, long size, Kind kind) {}

  private final CountedStream in;
  private long left;
  private long padding;

  TarStream(Path file) throws IOException {
    in = CountedStream.open(file);
  }

  static boolean isGzip(byte[] head) {
    return head.length > 2 && (head[0] & 255) == 0x1f && (head[1] & 255) == 0x8b;
  }

  static boolean isXz(byte[] head) {
    return head.length > 5
        && (head[0] & 255) == 0xfd
        && new String(head, 1, 4, StandardCharsets.ISO_8859_1).equals("7zXZ")
        && head[5] == 0;
  }

  /** Whether a block is a member's header: its checksum is right. */
  static boolean isHeader(byte[] block) {
    if (block.length < BLOCK || block[0] == 0) {
      return false;
    }
    int unsigned = 0;
    for (int i = 0; i < BLOCK; i++) {
      unsigned += i >= 148 && i < 156 ? ' ' : block[i] & 255;
    }
    try {
      return octal(block, 148, 8) == unsigned;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The next member; what is left of the one before is skipped.
   *
   * @throws IOException with a short reason if the archive is damaged or breaks off
   */
  Optional<Member> next() throws IOException {
    String longName = "";
    long longSize = -1;
    while (true) {
      in.skip(left + padding);
      left = 0;
      padding = 0;
      byte[] block = in.block(BLOCK);
      if (block.length == 0 || isZero(block)) {
        return Optional.empty(); // the end; archives without the zero blocks are common
      }
      if (block.length < BLOCK) {
        throw new EOFException("breaks off in a header");
      }
      if (!isHeader(block)) {
        throw new IOException("damaged (checksum of a header)");
      }
      long size = number(block, 124, 12);
      char type = (char) (block[156] & 255);
      if (type == 'L' || type == 'x') {
        byte[] data = data(size);
        if (type == 'L') {
          longName = text(data, 0, data.length);
        } else {
          longName = pax(data, "path").orElse(longName);
          longSize = size(pax(data, "size"), longSize);
        }
        continue;
      }
      if (longSize >= 0) {
        size = longSize;
      }
      Kind kind = kind(type);
      boolean body = kind != Kind.FOLDER && kind != Kind.LINK;
      left = body ? size : 0;
      padding = (BLOCK - left % BLOCK) % BLOCK;
      if (type == 'g') {
        continue;
      }
      String name = longName.isEmpty() ? name(block) : longName;
      String plain = name.startsWith("./") ? name.substring(2) : name;
      if (plain.isEmpty() || plain.equals(".")) {
        longName = "";
        longSize = -1;
        continue; // the folder that was packed
      }
      boolean folder = kind == Kind.FOLDER || kind == Kind.FILE && plain.endsWith("/");
      return Optional.of(new Member(plain, size, folder ? Kind.FOLDER : kind));
    }
  }

  /**
   * The content of the current member.
   *
   * @throws IOException if the archive breaks off in it
   */
  byte[] content() throws IOException {
    byte[] bytes = in.block((int) left);
    if (bytes.length < left) {
      throw new EOFException("breaks off in a file");
    }
    left = 0;
    return bytes;
  }

  /**
   * The first bytes of the current member's content; what is left of it is less by them.
   *
   * @throws IOException if the archive breaks off in them
   */
  byte[] head(int length) throws IOException {
    byte[] bytes = in.block((int) Math.min(length, left));
    if (bytes.length < Math.min(length, left)) {
      throw new EOFException("breaks off in a file");
    }
    left -= bytes.length;
    return bytes;
  }

  private byte[] data(long size) throws IOException {
    if (size > LONGEST) {
      throw new IOException("damaged (a name of " + size + " bytes)");
    }
    left = size;
    padding = (BLOCK - size % BLOCK) % BLOCK;
    return content();
  }

  private static Kind kind(char type) {
    return switch (type) {
      case '0', '\0', '7' -> Kind.FILE;
      case '5' -> Kind.FOLDER;
      case '1', '2' -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  private static String name(byte[] block) {
    String name = text(block, 0, 100);
    boolean ustar = text(block, 257, 5).equals("ustar") && block[262] == 0;
    String prefix = ustar ? text(block, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Up to the first zero. */
  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return name(bytes, from, end);
  }

  /** Packers for Windows may write {@code \\} for a slash. */
  private static String name(byte[] bytes, int from, int to) {
    byte[] own = Arrays.copyOfRange(bytes, from, to);
    for (int i = 0; i < own.length; i++) {
      own[i] = own[i] == '\\' ? (byte) '/' : own[i];
    }
    return FileNames.decode(own);
  }

  /** A record "LENGTH KEY=VALUE\n" of a pax header; the last of its key counts. */
  private static Optional<String> pax(byte[] data, String key) throws IOException {
    Optional<String> found = Optional.empty();
    int at = 0;
    while (at < data.length && data[at] != 0) {
      int length = 0;
      int digits = at;
      while (digits < data.length && data[digits] >= '0' && data[digits] <= '9' && length < 1e6) {
        length = length * 10 + data[digits] - '0';
        digits++;
      }
      if (digits == at || length < digits - at + 3 || length > data.length - at) {
        throw new IOException("damaged (pax header)");
      }
      String record = name(data, digits + 1, at + length - 1);
      if (record.startsWith(key + "=")) {
        found = Optional.of(record.substring(key.length() + 1));
      }
      at += length;
    }
    return found;
  }

  private static long size(Optional<String> text, long before) throws IOException {
    if (text.isEmpty()) {
      return before;
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw new IOException("damaged (size in a pax header)");
    }
    return Long.parseLong(text.get());
  }

  private static long number(byte[] block, int from, int length) throws IOException {
    if ((block[from] & 0x80) == 0) {
      return octal(block, from, length);
    }
    long value = 0; // GNU: base 256 where octal digits don't suffice
    for (int i = from + length - 8; i < from + length; i++) {
      value = value << 8 | block[i] & 255;
    }
    if (value < 0) {
      throw new IOException("damaged (size of a file)");
    }
    return value;
  }

  private static long octal(byte[] block, int from, int length) throws IOException {
    String digits = text(block, from, length).strip();
    if (!digits.matches("[0-7]{0,12}")) {
      throw new IOException("damaged (number in a header)");
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Counts what comes out against what went in, so that a bomb ends early. */
  private static final class CountedStream implements Closeable {
    private final long length;
    private final InputStream in;
    private long out;

    private CountedStream(long length, InputStream in) {
      this.length = length;
      this.in = in;
    }

    static CountedStream open(Path file) throws IOException {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      try {
        raw.mark(6);
        byte[] head = raw.readNBytes(6);
        raw.reset();
        InputStream in = isGzip(head) ? new GZIPInputStream(raw, 1 << 16) : raw;
        if (isXz(head)) {
          in = new BufferedInputStream(new XZInputStream(raw, XZ_MEMORY), 1 << 16);
        }
        return new CountedStream(Files.size(file), in);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    }

    byte[] block(int n) throws IOException {
      byte[] bytes = in.readNBytes(n);
      count(bytes.length);
      return bytes;
    }

    /** Skips; that a file ends too early is found at the next header. */
    void skip(long n) throws IOException {
      long rest = n;
      while (rest > 0) {
        long step = in.skip(Math.min(rest, 1 << 20));
        if (step <= 0) {
          if (in.read() < 0) {
            throw new EOFException("breaks off in a file");
          }
          step = 1;
        }
        rest -= step;
        count(step);
      }
    }

    private void count(long more) throws IOException {
      out += more;
      if (out > Limits.RATIO_FROM && out / Limits.RATIO > length) {
        throw new IOException("packed more than " + Limits.RATIO + " to 1");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
