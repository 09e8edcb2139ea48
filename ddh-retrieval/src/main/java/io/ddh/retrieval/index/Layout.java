package io.ddh.retrieval.index;

import io.ddh.core.BadInputException;
import io.ddh.retrieval.CodeBlocks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The first page of an index file, which holds the file's properties and the places of its
 * sections. Numbers are little-endian; the last int of the page is its CRC-32C.
 *
 * @param bits code length K
 * @param rows number of items
 * @param uuid identifies this index file; the head of its log contains the same UUID
 * @param nextId id of the next item, larger than all ids ever used
 * @param firstId id of the first row; if the file has no section of ids, each row's id is one
 *     higher than that of the row before
 * @param length length of the file in bytes
 * @param sums CRC-32C of the section that holds the checksums
 * @param sections offset and length of each section
 */
record Layout(
    int bits,
    int rows,
    UUID uuid,
    long nextId,
    long firstId,
    long length,
    int sums,
    EnumMap<Kind, Place> sections) {
  static final int PAGE = 4096;

  /** Number of bytes that one checksum covers. */
  static final int CHUNK = 1 << 20;

  static final int VERSION = 1;
  private static final long MAGIC = 0x5845444e49484444L; // DDHINDEX, first byte lowest
  private static final int MOST_SECTIONS = 64;

  /** The kinds of sections, in file order; a kind's number identifies it in the file. */
  enum Kind {
    CODES(1),
    IDS(2),
    LABEL_ROWS(3),
    LABELS(4),
    SOURCE_ENDS(5),
    SOURCES(6),
    NOTES(8),
    ATTACHMENT(9),
    SUMS(7);

    final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  /** Place of a section in the file. */
  record Place(long offset, long length) {}

  /** Returns the page as it is written to the file. */
  ByteBuffer page() {
    ByteBuffer page = ByteBuffer.allocate(PAGE).order(ByteOrder.LITTLE_ENDIAN);
    page.putLong(MAGIC).putInt(VERSION).putInt(bits).putLong(rows).putLong(nextId);
    page.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    page.putLong(firstId).putLong(length).putInt(sums).putInt(sections.size());
    sections.forEach(
        (kind, place) ->
            page.putInt(kind.number).putInt(0).putLong(place.offset).putLong(place.length));
    page.putInt(PAGE - Integer.BYTES, Records.crc(page.array(), 0, PAGE - Integer.BYTES));
    return page.rewind();
  }

  /**
   * Reads the page.
   *
   * @param found actual length of the file in bytes
   * @throws BadInputException if the file is not an index, is of a newer version, or is truncated
   *     or damaged
   */
  static Layout parse(Path file, byte[] bytes, long found) {
    ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (page.remaining() < 12 || page.getLong() != MAGIC) {
      throw new BadInputException(file + ": not a DDH index");
    }
    int version = page.getInt();
    if (version != VERSION) {
      throw new BadInputException(
          file + ": index version " + version + "; this program reads version " + VERSION);
    }
    int covered = PAGE - Integer.BYTES;
    if (bytes.length < PAGE || page.getInt(covered) != Records.crc(bytes, 0, covered)) {
      throw new BadInputException(file + ": damaged (the checksum of the first page is wrong)");
    }
    int bits = page.getInt();
    long rows = page.getLong();
    long nextId = page.getLong();
    UUID uuid = new UUID(page.getLong(), page.getLong());
    long firstId = page.getLong();
    long length = page.getLong();
    int sums = page.getInt();
    int count = page.getInt();
    if (length != found) {
      throw new BadInputException(
          file + ": damaged (" + found + " bytes instead of " + length + ")");
    }
    boolean sane =
        bits >= 1
            && bits <= CodeBlocks.MAX_BITS
            && rows >= 0
            && rows <= IndexBuilder.MAX_ROWS
            && count >= 0
            && count <= MOST_SECTIONS;
    EnumMap<Kind, Place> sections = new EnumMap<>(Kind.class);
    for (int i = 0; sane && i < count; i++) {
      int number = page.getInt();
      page.getInt();
      Place place = new Place(page.getLong(), page.getLong());
      sane =
          place.offset >= PAGE
              && place.length >= 0
              && place.offset <= length - place.length
              && place.offset % PAGE == 0;
      Stream.of(Kind.values())
          .filter(kind -> kind.number == number)
          .forEach(kind -> sections.put(kind, place));
    }
    if (sane) {
      Layout layout = new Layout(bits, (int) rows, uuid, nextId, firstId, length, sums, sections);
      if (layout.consistent()) {
        return layout;
      }
    }
    throw new BadInputException(file + ": damaged (the table of contents contradicts itself)");
  }

  private boolean consistent() {
    long blocks = ((long) rows + CodeBlocks.BLOCK - 1) / CodeBlocks.BLOCK;
    long block = (long) CodeBlocks.lanes(bits) * CodeBlocks.BLOCK * Integer.BYTES;
    return sections.containsKey(Kind.SUMS)
        && sections.containsKey(Kind.CODES)
        && has(Kind.CODES, blocks * block)
        && has(Kind.IDS, (long) rows * Long.BYTES)
        && has(Kind.LABEL_ROWS, (long) rows * Integer.BYTES)
        && has(Kind.SOURCE_ENDS, (long) rows * Long.BYTES)
        && has(Kind.SUMS, (sections.get(Kind.SUMS).offset - PAGE + CHUNK - 1) / CHUNK * 4)
        && sections.containsKey(Kind.LABEL_ROWS) == sections.containsKey(Kind.LABELS)
        && sections.containsKey(Kind.SOURCE_ENDS) == sections.containsKey(Kind.SOURCES);
  }

  /** Returns whether a section has this length in bytes or is missing. */
  private boolean has(Kind kind, long bytes) {
    Place place = sections.get(kind);
    return place == null || place.length == bytes;
  }
}
