package io.ddh.retrieval.index;

import io.ddh.core.Check;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * Changes an index; only one writer can have it open. Once a method has returned, its change is on
 * the disk. If the process or the machine stops during a change, the change is made completely or
 * not at all. After an I/O error the writer refuses further work, and a new one must be opened.
 * Thread-safe.
 */
public final class IndexWriter implements Closeable {
  private final Disk disk;
  private final IndexFiles files;
  private final FileChannel lock;
  private CodeIndex state;
  private FileChannel log;
  private boolean broken;

  IndexWriter(Path file, Disk disk) throws IOException {
    this.disk = disk;
    files = new IndexFiles(file);
    BaseFile.layout(file); // fails for a missing or damaged index before a lock file is created
    lock = files.takeLock();
    try {
      for (Path part : files.parts()) {
        if (Files.exists(part)) {
          disk.delete(part);
        }
      }
      load();
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens an index for writing.
   *
   * @param file the index file
   * @return the writer, which the caller closes
   * @throws io.ddh.core.BadInputException if the index is missing or damaged, or another writer has
   *     the index open
   * @throws IOException if the file can't be read
   */
  public static IndexWriter open(Path file) throws IOException {
    return new IndexWriter(file, new Disk());
  }

  private void load() throws IOException {
    BaseFile base = BaseFile.open(files.base());
    state = CodeIndex.of(files, base);
    long end = state.stat().logBytes();
    log = end > 0 ? disk.append(files.log(), end) : newLog(base.layout().uuid());
  }

  /** Creates a log under a temporary name first, so that readers never see an incomplete head. */
  private FileChannel newLog(UUID uuid) throws IOException {
    Path part = files.part(IndexFiles.LOG);
    try (FileChannel out = disk.create(part)) {
      disk.write(out, LogFile.head(uuid));
      disk.force(out);
    }
    disk.move(part, files.log());
    return disk.append(files.log(), LogFile.HEAD);
  }

  /**
   * Adds items; after a crash, either all of them are in the index or none of them is.
   *
   * @param items items whose codes have the index's code length
   * @return their ids
   * @throws IOException if the file can't be written
   */
  public synchronized long[] add(List<Item> items) throws IOException {
    Check.atLeast("items", items.size(), 1);
    Check.that(
        (long) state.rows() + items.size() <= IndexBuilder.MAX_ROWS,
        "an index holds at most %d items",
        IndexBuilder.MAX_ROWS);
    List<Item> numbered = new ArrayList<>(items.size());
    long next = state.stat().nextId();
    for (Item item : items) {
      item.checkCode(state.bits());
      long id = item.id() == Item.ASSIGN ? next : item.id();
      Check.that(id >= next, "ids must rise, found %d; valid: %d or more", id, next);
      next = id + 1;
      numbered.add(item.withId(id));
    }
    append(new LogRecord.Added(numbered));
    return numbered.stream().mapToLong(Item::id).toArray();
  }

  /**
   * Deletes those of the given items that exist; after a crash, either all of them are deleted or
   * none of them is.
   *
   * @param ids ids of the items, existing or not
   * @return number of items that existed and are now deleted
   * @throws IOException if the file can't be written
   */
  public synchronized int delete(long... ids) throws IOException {
    long[] found = Arrays.stream(ids).filter(id -> state.row(id) >= 0).distinct().toArray();
    if (found.length > 0) {
      append(new LogRecord.Deleted(found));
    }
    return found.length;
  }

  /**
   * Stores a note in the index, replacing an earlier note with the same key.
   *
   * @param key key of the note, at least one character
   * @param value text of the note; an empty value deletes the note
   * @throws IOException if the file can't be written
   */
  public synchronized void note(String key, String value) throws IOException {
    Notes.check(key, value);
    append(new LogRecord.Noted(key, value));
  }

  private void append(LogRecord entry) throws IOException {
    ByteBuffer framed = LogFile.framed(entry);
    begin();
    disk.write(log, framed);
    disk.force(log);
    state.apply(entry);
    broken = false;
  }

  /**
   * Writes a new index file without the deleted items, and an empty log. Open snapshots stay valid.
   *
   * @throws IOException if the file can't be written
   */
  public synchronized void compact() throws IOException {
    begin();
    try (IndexBuilder builder = new IndexBuilder(disk, files, state.bits(), () -> {})) {
      Iterator<Item> items = state.items().iterator();
      while (items.hasNext()) {
        builder.add(items.next());
      }
      state.notes().forEach(builder::note);
      if (state.attached()) {
        builder.attach(state.attachment().get());
      }
      builder.finish(state.stat().nextId());
    }
    log.close();
    load();
    broken = false;
  }

  /** Marks the writer as broken until the operation that begins here has succeeded. */
  private void begin() {
    if (broken) {
      throw new IllegalStateException(
          files.base() + ": an earlier write failed; open a new writer");
    }
    broken = true;
  }

  /**
   * {@return the current state of the index}
   *
   * @throws IOException if the file can't be read
   */
  public synchronized CodeIndex snapshot() throws IOException {
    return state.copy(log.size());
  }

  @Override
  public synchronized void close() throws IOException {
    broken = true;
    try {
      log.close();
    } finally {
      lock.close();
    }
  }
}
