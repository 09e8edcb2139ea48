package io.ddh.retrieval.index;

import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.retrieval.CodeBlocks;
import io.ddh.retrieval.HeapCodes;
import io.ddh.retrieval.MultiIndexTables;
import io.ddh.retrieval.index.Layout.Kind;
import io.ddh.retrieval.index.Layout.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** An index file, mapped into memory. Opening the file reads only its first page. */
final class BaseFile {
  private final Path file;
  private final Layout layout;
  private final Map<Kind, MappedSection> sections = new EnumMap<>(Kind.class);
  private final MappedCodes codes;
  private MultiIndexTables tables;

  private BaseFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    layout = layout(file, channel);
    for (Map.Entry<Kind, Place> entry : layout.sections().entrySet()) {
      sections.put(entry.getKey(), MappedSection.of(channel, entry.getValue()));
    }
    codes = new MappedCodes(sections.get(Kind.CODES), layout.bits(), layout.rows());
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException if the file is missing, not an index, of a newer version or
   *     truncated, or its first page is damaged
   */
  static BaseFile open(Path file) throws IOException {
    try (FileChannel channel = channel(file)) {
      return new BaseFile(file, channel);
    }
  }

  /** Reads the first page only. */
  static Layout layout(Path file) throws IOException {
    try (FileChannel channel = channel(file)) {
      return layout(file, channel);
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; valid: a DDH index");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static Layout layout(Path file, FileChannel channel) throws IOException {
    byte[] page = new byte[Layout.PAGE];
    int read = fill(channel, 0, ByteBuffer.wrap(page));
    return Layout.parse(file, Arrays.copyOf(page, read), channel.size());
  }

  /**
   * Reads from a position on until the buffer is full or the file ends; returns the number of bytes
   * read.
   */
  private static int fill(FileChannel channel, long at, ByteBuffer buffer) throws IOException {
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer, at + buffer.position());
    }
    return buffer.position();
  }

  /** Returns whether the index file on disk is still the one that was opened. */
  boolean current() throws IOException {
    return layout(file).uuid().equals(layout.uuid());
  }

  Layout layout() {
    return layout;
  }

  CodeBlocks codes() {
    return codes;
  }

  int rows() {
    return layout.rows();
  }

  long id(int row) {
    MappedSection ids = sections.get(Kind.IDS);
    return ids == null ? layout.firstId() + row : ids.getLong((long) row * Long.BYTES);
  }

  /** Returns the row of an id; −1 if the file does not contain the id. */
  int row(long id) {
    return find(rows(), this::id, id);
  }

  /**
   * Returns the position of an id in an ascending sequence of n ids; −1 if the sequence does not
   * contain it.
   */
  static int find(int n, IntToLongFunction ids, long id) {
    int low = 0;
    int high = n - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = ids.applyAsLong(middle);
      if (found == id) {
        return middle;
      }
      if (found < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  Item item(int row) {
    return new Item(id(row), codes.code(row), label(row), source(row));
  }

  String label(int row) {
    MappedSection rows = sections.get(Kind.LABEL_ROWS);
    int label = rows == null ? 0 : rows.getInt((long) row * Integer.BYTES);
    if (label == 0) {
      return "";
    }
    MappedSection labels = sections.get(Kind.LABELS);
    long count = labels.length() < Integer.BYTES ? 0 : labels.getInt(0);
    long texts = (count + 1) * Integer.BYTES;
    if (label < 1 || label > count || texts > labels.length()) {
      throw damaged("row " + row + " has the impossible label number " + label);
    }
    long from = label == 1 ? 0 : labels.getInt((label - 1L) * Integer.BYTES);
    return text(labels, texts + from, texts + labels.getInt((long) label * Integer.BYTES), row);
  }

  String source(int row) {
    MappedSection ends = sections.get(Kind.SOURCE_ENDS);
    if (ends == null) {
      return "";
    }
    long from = row == 0 ? 0 : ends.getLong((row - 1L) * Long.BYTES);
    return text(sections.get(Kind.SOURCES), from, ends.getLong((long) row * Long.BYTES), row);
  }

  private String text(MappedSection section, long from, long to, int row) {
    if (from < 0 || to < from || to > section.length() || to - from > Item.MAX_TEXT) {
      throw damaged("text of row " + row);
    }
    return new String(section.bytes(from, (int) (to - from)), StandardCharsets.UTF_8);
  }

  /** Returns the notes about the index, by key. */
  Map<String, String> notes() {
    MappedSection section = sections.get(Kind.NOTES);
    if (section == null) {
      return Map.of();
    }
    if (section.length() > Notes.MOST_BYTES) {
      throw damaged("notes");
    }
    return Notes.parse(section.bytes(0, (int) section.length()))
        .orElseThrow(() -> damaged("notes"));
  }

  /** Returns the attachment, if there is one. */
  Optional<MappedSection> attachment() {
    return Optional.ofNullable(sections.get(Kind.ATTACHMENT));
  }

  /**
   * Returns the search tables of the codes. The first call copies the codes to memory and builds
   * the tables.
   */
  synchronized MultiIndexTables tables() {
    if (tables == null) {
      tables = MultiIndexTables.build(HeapCodes.copyOf(codes));
    }
    return tables;
  }

  /** Reads the whole file and verifies its checksums. */
  void check(Progress progress) throws IOException {
    MappedSection stored = sections.get(Kind.SUMS);
    byte[] all = stored.bytes(0, (int) stored.length());
    if (Records.crc(all, 0, all.length) != layout.sums()) {
      throw damaged("the checksum of the checksum section is wrong");
    }
    ByteBuffer sums = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    long end = layout.sections().get(Kind.SUMS).offset();
    byte[] chunk = new byte[Layout.CHUNK];
    try (FileChannel channel = channel(file)) {
      if (!layout(file, channel).uuid().equals(layout.uuid())) {
        return; // the file has been replaced since it was opened
      }
      for (long at = Layout.PAGE; at < end; at += Layout.CHUNK) {
        int length = (int) Math.min(Layout.CHUNK, end - at);
        int read = fill(channel, at, ByteBuffer.wrap(chunk, 0, length));
        if (Records.crc(chunk, 0, read) != sums.getInt()) {
          throw damaged("the checksum of the bytes from " + at + " on is wrong");
        }
        progress.report("check", at - Layout.PAGE + read, end - Layout.PAGE);
      }
    }
  }

  private BadInputException damaged(String what) {
    return new BadInputException(file + ": damaged (" + what + ")");
  }
}
