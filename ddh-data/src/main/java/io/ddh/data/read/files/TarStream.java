package io.ddh.data.read.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Reads a tar archive (plain, gzip or xz) from beginning to end. This class is stricter than the
 * library: header checksums must be right, and the size of records with long names is limited.
 * Names are read as bytes, since they need not be UTF-8. Global pax headers are ignored.
 */
final class TarStream extends TarArchiveInputStream {
  static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;

  /** Maximum size of a record that holds a long name or a pax header, in bytes. */
  private static final int LONGEST = 1 << 16;

  /**
   * Maximum number of records with long names or pax headers before one file. This limit is needed
   * because the library reads such records recursively.
   */
  private static final int MOST_RECORDS = 16;

  private static final int SIZE = 124;
  private static final int TYPE = 156;
  private static final Pattern PAX_PATH = Pattern.compile("(?<![^\n])[0-9]+ path=([^\n]*)\n");

  /** Kinds of members of an archive. */
  enum Kind {
    FILE,
    FOLDER,
    LINK,
    OTHER
  }

  /** A member of the archive, with its path, its size in bytes and its kind. */
  record Member(String name, long size, Kind kind) {}

  /** The part of the next member's name that has been read so far, with one character per byte. */
  private String name = "";

  /** Number of records with names that have been read since the last member. */
  private int records;

  TarStream(Path file) throws IOException {
    super(CountedStream.open(file), TarConstants.DEFAULT_BLKSIZE, BLOCK, "UTF-8", true);
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

  /**
   * Returns whether a file begins like a tar archive, or like a compressed file that may contain a
   * tar archive.
   */
  static boolean isTar(byte[] head) {
    return isGzip(head) || isXz(head) || isHeader(head);
  }

  /** Returns whether a block is the header of a member, judging by the checksum in the block. */
  static boolean isHeader(byte[] block) {
    try {
      return block.length >= BLOCK && block[0] != 0 && TarUtils.verifyCheckSum(block);
    } catch (IllegalArgumentException e) {
      return false; // there is no number where the checksum should be
    }
  }

  /**
   * Moves to the next member, skipping the rest of the current one. Returns empty at the end of the
   * archive.
   *
   * @throws IOException with a short reason if the archive is damaged or truncated
   */
  Optional<Member> next() throws IOException {
    try {
      for (TarArchiveEntry e = getNextEntry(); e != null; e = getNextEntry()) {
        byte[] bytes = name.replace('\\', '/').getBytes(StandardCharsets.ISO_8859_1);
        String text = FileNames.decode(bytes); // programs on Windows may write \ instead of a slash
        name = "";
        records = 0;
        String plain = text.startsWith("./") ? text.substring(2) : text;
        if (!plain.isEmpty() && !plain.equals(".")) { // otherwise it is the folder that was packed
          Kind kind = e.isSparse() ? Kind.OTHER : kind(e.getLinkFlag(), plain);
          return Optional.of(new Member(plain, e.getSize(), kind));
        }
      }
      return Optional.empty();
    } catch (RuntimeException e) { // the library throws these for some damaged archives
      throw new IOException("damaged (a header)", e);
    }
  }

  private static Kind kind(byte type, String name) {
    return switch (type) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
          name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
      case TarConstants.LF_DIR -> Kind.FOLDER;
      case TarConstants.LF_LINK, TarConstants.LF_SYMLINK -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  @Override
  protected byte[] readRecord() throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    count(block.length);
    if (block.length == 0) {
      return null; // archives without the zero blocks at the end are common
    }
    if (block.length < BLOCK) {
      throw new EOFException("truncated in a header");
    }
    if (isAtEOF() || isEOFRecord(block)) {
      return block;
    }
    if (!isHeader(block)) {
      throw new IOException("damaged (checksum of a header)");
    }
    switch (block[TYPE]) {
      case TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER -> {
        int size = recordSize(block);
        in.skipNBytes(size + (BLOCK - size % BLOCK) % BLOCK);
        return readRecord();
      }
      case TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_GNUTYPE_LONGLINK -> recordSize(block);
      case TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_PAX_EXTENDED_HEADER_UC ->
          peekPath(recordSize(block));
      default -> {
        if (kind(block[TYPE], "") == Kind.LINK) { // some packers write the size of its target
          Arrays.fill(block, SIZE, SIZE + TarConstants.SIZELEN, (byte) 0);
        }
        name = name.isEmpty() ? name(block) : name;
      }
    }
    return block;
  }

  /** Returns the size of a record that precedes a member, after checking that it is small. */
  private int recordSize(byte[] block) throws IOException {
    long size = TarUtils.parseOctalOrBinary(block, SIZE, TarConstants.SIZELEN);
    if (size < 0 || size > LONGEST || ++records > MOST_RECORDS) {
      throw new IOException("damaged (a name of " + size + " bytes)");
    }
    return (int) size;
  }

  /**
   * Checks a pax header and keeps the bytes of the last path in it. Afterwards, the library reads
   * the same header again.
   */
  private void peekPath(int size) throws IOException {
    in.mark(LONGEST);
    String pax = new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
    in.reset();
    if (!pax.matches("(?s)([0-9]+ [^=]+=.*\n)?\0*")) {
      throw new IOException("damaged (pax header)");
    }
    for (Matcher path = PAX_PATH.matcher(pax); path.find(); ) {
      name = path.group(1);
    }
  }

  @Override
  protected byte[] getLongNameData() throws IOException {
    boolean ofName = getCurrentEntry().isGNULongNameEntry();
    byte[] data = super.getLongNameData(); // this call has moved on to the header of the member
    if (ofName && data != null) {
      name = new String(data, StandardCharsets.ISO_8859_1);
    }
    return data;
  }

  /** Returns the name in a header, which ends at its first NUL byte (0x00). */
  private static String name(byte[] block) {
    String name = text(block, 0, TarConstants.NAMELEN);
    boolean ustar = text(block, 257, 6).equals("ustar");
    String prefix = ustar ? text(block, 345, TarConstants.PREFIXLEN) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] block, int from, int length) {
    String text = new String(block, from, length, StandardCharsets.ISO_8859_1);
    return text.substring(0, text.indexOf('\0') < 0 ? length : text.indexOf('\0'));
  }
}
