package io.ddh.retrieval.index;

import static io.ddh.retrieval.CodeBlocks.BLOCK;

import io.ddh.core.Check;
import io.ddh.retrieval.CodeBlocks;
import io.ddh.retrieval.index.Layout.Kind;
import io.ddh.retrieval.index.Layout.Place;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes an index file item by item. Each section first goes to a temporary file; at the end all
 * sections are copied into one file, which then gets the name of the index. Only the distinct
 * labels are kept in memory.
 */
public final class IndexBuilder implements Closeable {
  /** Largest number of items in an index. */
  public static final int MAX_ROWS = Integer.MAX_VALUE - BLOCK;

  private final Disk disk;
  private final IndexFiles files;
  private final Closeable lock;
  private final int bits;
  private final int lanes;
  private final Map<Kind, Spool> spools = new EnumMap<>(Kind.class);
  private final ByteBuffer block;
  private final Map<String, Integer> labels = new LinkedHashMap<>();
  private final Map<String, String> notes = new HashMap<>();
  private int rows;
  private long firstId;
  private long lastId = -1;
  private boolean rising = true;
  private long sourceBytes;
  private boolean done;

  /**
   * Starts an index file.
   *
   * @param lock lock of the index, which {@link #close} releases
   */
  IndexBuilder(Disk disk, IndexFiles files, int bits, Closeable lock) {
    this.lock = lock;
    this.disk = disk;
    this.files = files;
    this.bits = bits;
    this.lanes = CodeBlocks.lanes(bits);
    this.block = ByteBuffer.allocate(lanes * BLOCK * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Starts a new index. An existing index with this name stays until {@link #finish} replaces it.
   *
   * @param file the index file
   * @param bits code length K, at most 512
   * @return the builder, which the caller closes
   * @throws io.ddh.core.BadInputException if another program is writing the existing index
   * @throws IOException if the file can't be written
   */
  public static IndexBuilder create(Path file, int bits) throws IOException {
    return create(file, bits, new Disk());
  }

  static IndexBuilder create(Path file, int bits, Disk disk) throws IOException {
    CodeBlocks.lanes(bits); // fails for invalid lengths before the lock is taken
    IndexFiles files = new IndexFiles(file);
    return new IndexBuilder(disk, files, bits, files.takeLock());
  }

  /**
   * Adds an item.
   *
   * @param item an item whose code has the index's code length
   * @throws IOException if the file can't be written
   */
  public void add(Item item) throws IOException {
    item.checkCode(bits);
    Check.that(rows < MAX_ROWS, "an index holds at most %d items", MAX_ROWS);
    long id = item.id() == Item.ASSIGN ? lastId + 1 : item.id();
    Check.that(id > lastId, "ids must rise, found %d after %d", id, lastId);
    if (rows == 0) {
      firstId = id;
    }
    rising &= id == firstId + rows;
    lastId = id;
    int at = rows % BLOCK;
    for (int w = 0; w < lanes; w++) {
      int lane = CodeBlocks.lane(item.code(), 0, item.code().length, w);
      block.putInt((w * BLOCK + at) * Integer.BYTES, lane);
    }
    rows++;
    if (at == BLOCK - 1) {
      flushBlock();
    }
    spool(Kind.IDS).buffer(Long.BYTES).putLong(id);
    spool(Kind.LABEL_ROWS).buffer(Integer.BYTES).putInt(label(item.label()));
    byte[] source = item.source().getBytes(StandardCharsets.UTF_8);
    sourceBytes += source.length;
    spool(Kind.SOURCES).put(source);
    spool(Kind.SOURCE_ENDS).buffer(Long.BYTES).putLong(sourceBytes);
  }

  /**
   * Stores a note in the index, replacing an earlier note with the same key.
   *
   * @param key key of the note, at least one character
   * @param value text of the note; key and value together have at most {@value Item#MAX_TEXT} bytes
   *     in UTF-8
   */
  public void note(String key, String value) {
    Notes.check(key, value);
    notes.put(key, value);
  }

  /**
   * Stores an attachment (any bytes) in the index file, which can have only one. {@link
   * CodeIndex#attachment} returns the attachment.
   *
   * @param content the bytes
   * @throws IOException if the file can't be written
   */
  public void attach(byte[] content) throws IOException {
    Check.that(!spools.containsKey(Kind.ATTACHMENT), "an index can have only one attachment");
    spool(Kind.ATTACHMENT).put(content);
  }

  private int label(String label) {
    return label.isEmpty() ? 0 : labels.computeIfAbsent(label, name -> labels.size() + 1);
  }

  private void flushBlock() throws IOException {
    spool(Kind.CODES).put(block.array());
    Arrays.fill(block.array(), (byte) 0);
  }

  private Spool spool(Kind kind) throws IOException {
    Spool spool = spools.get(kind);
    if (spool == null) {
      spool = new Spool(files.part(kind.name()));
      spools.put(kind, spool);
    }
    return spool;
  }

  /**
   * Writes the index file, replacing an existing one and its log.
   *
   * @return number of items
   * @throws IOException if the file can't be written
   */
  public int finish() throws IOException {
    return finish(lastId + 1);
  }

  int finish(long nextId) throws IOException {
    Check.that(!done, "an index can be finished only once");
    done = true;
    if (rows % BLOCK != 0) {
      flushBlock();
    }
    spool(Kind.CODES);
    if (labels.isEmpty()) {
      drop(Kind.LABEL_ROWS);
    } else {
      writeLabels();
    }
    if (sourceBytes == 0) {
      drop(Kind.SOURCES);
      drop(Kind.SOURCE_ENDS);
    }
    if (rising) {
      drop(Kind.IDS);
    }
    if (!notes.isEmpty()) {
      byte[] bytes = Notes.bytes(notes);
      Check.that(bytes.length <= Notes.MOST_BYTES, "notes must fit in %d bytes", Notes.MOST_BYTES);
      spool(Kind.NOTES).put(bytes);
    }
    Path part = files.part(IndexFiles.WHOLE);
    try (FileChannel out = disk.create(part)) {
      disk.write(out, ByteBuffer.allocate(Layout.PAGE));
      EnumMap<Kind, Place> places = new EnumMap<>(Kind.class);
      Chunks chunks = new Chunks(out);
      for (Map.Entry<Kind, Spool> entry : spools.entrySet()) {
        places.put(entry.getKey(), chunks.append(entry.getValue()));
        entry.getValue().close();
      }
      byte[] all = chunks.sums();
      int crc = Records.crc(all, 0, all.length);
      places.put(Kind.SUMS, new Place(out.size(), all.length));
      disk.write(out, ByteBuffer.wrap(all));
      UUID uuid = UUID.randomUUID();
      Layout layout = new Layout(bits, rows, uuid, nextId, firstId, out.size(), crc, places);
      out.position(0);
      disk.write(out, layout.page());
      disk.force(out);
    }
    disk.move(part, files.base());
    // The old log names another index file and would be ignored; it is deleted so that there is
    // none to read.
    disk.delete(files.log());
    close();
    return rows;
  }

  private void writeLabels() throws IOException {
    Spool out = spool(Kind.LABELS);
    out.buffer(Integer.BYTES).putInt(labels.size());
    long end = 0;
    for (String name : labels.keySet()) {
      end += name.getBytes(StandardCharsets.UTF_8).length;
      Check.that(end <= Integer.MAX_VALUE, "all distinct labels must fit in 2 GiB");
      out.buffer(Integer.BYTES).putInt((int) end);
    }
    for (String name : labels.keySet()) {
      out.put(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void drop(Kind kind) throws IOException {
    spool(kind).close();
    spools.remove(kind);
  }

  /** Deletes the temporary files and releases the lock. */
  @Override
  public void close() throws IOException {
    done = true;
    try {
      for (Spool spool : spools.values()) {
        spool.close();
      }
      spools.clear();
      disk.delete(files.part(IndexFiles.WHOLE));
    } finally {
      lock.close();
    }
  }

  /** Writes everything after the first page in chunks and computes the checksum of each chunk. */
  private final class Chunks {
    private final FileChannel out;
    private final ByteBuffer chunk = ByteBuffer.allocate(Layout.CHUNK);
    private final List<Integer> sums = new ArrayList<>();

    Chunks(FileChannel out) {
      this.out = out;
    }

    /** Appends a section, padded with zeros to whole pages. */
    Place append(Spool spool) throws IOException {
      spool.flush();
      long offset = out.size() + chunk.position();
      try (FileChannel in = FileChannel.open(spool.file, StandardOpenOption.READ)) {
        for (int read = 0; read >= 0; read = in.read(chunk)) {
          if (!chunk.hasRemaining()) {
            end();
          }
        }
        chunk.put(new byte[(int) (-in.size() & (Layout.PAGE - 1))]); // a chunk has whole pages
        return new Place(offset, in.size());
      }
    }

    private void end() throws IOException {
      sums.add(Records.crc(chunk.array(), 0, chunk.position()));
      disk.write(out, chunk.flip());
      chunk.clear();
    }

    /** Writes the last chunk; returns all checksums. */
    byte[] sums() throws IOException {
      if (chunk.position() > 0) {
        end();
      }
      ByteBuffer all = ByteBuffer.allocate(sums.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
      sums.forEach(all::putInt);
      return all.array();
    }
  }

  /** The temporary file of a section. */
  private final class Spool implements Closeable {
    private final Path file;
    private final FileChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    Spool(Path file) throws IOException {
      this.file = file;
      out = disk.create(file);
    }

    /** Returns the buffer, with room for at least this many bytes. */
    ByteBuffer buffer(int room) throws IOException {
      if (buffer.remaining() < room) {
        flush();
      }
      return buffer;
    }

    void put(byte[] bytes) throws IOException {
      if (bytes.length > buffer.capacity()) {
        flush();
        disk.write(out, ByteBuffer.wrap(bytes));
      } else {
        buffer(bytes.length).put(bytes);
      }
    }

    private void flush() throws IOException {
      disk.write(out, buffer.flip());
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      out.close();
      disk.delete(file);
    }
  }
}
