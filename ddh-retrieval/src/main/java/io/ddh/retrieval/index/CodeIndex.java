package io.ddh.retrieval.index;

import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.retrieval.AutoSearch;
import io.ddh.retrieval.CodeBlocks;
import io.ddh.retrieval.CostModel;
import io.ddh.retrieval.HammingSearch;
import io.ddh.retrieval.HeapCodes;
import io.ddh.retrieval.JoinedSearch;
import io.ddh.retrieval.MultiIndexTables;
import io.ddh.retrieval.ScanSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A snapshot of an index at the time of opening, independent of later changes. The snapshot
 * consists of the index file and the changes in its log. Rows are in the order of ids, so hits
 * sorted by distance and row are also sorted by distance and id. Thread-safe.
 */
public final class CodeIndex {
  private static final int TRIES = 100;
  private static final long CALIBRATION_SEED = 1;

  private final IndexFiles files;
  private final BaseFile base;

  /** Added items, whose rows follow those of the file. */
  private final List<Item> added;

  private final BitSet deleted;
  private final Map<String, String> notes;
  private long logBytes;

  private CodeIndex(
      IndexFiles files,
      BaseFile base,
      List<Item> added,
      BitSet deleted,
      Map<String, String> notes) {
    this.files = files;
    this.base = base;
    this.added = new ArrayList<>(added);
    this.deleted = (BitSet) deleted.clone();
    this.notes = new TreeMap<>(notes);
  }

  /** Reads the log of an opened index file, if there is one. */
  static CodeIndex of(IndexFiles files, BaseFile base) throws IOException {
    Layout layout = base.layout();
    CodeIndex index = new CodeIndex(files, base, List.of(), new BitSet(), base.notes());
    index.logBytes = LogFile.read(files.log(), layout.uuid(), layout.bits(), index::apply);
    return index;
  }

  /** Returns a copy that is independent of later changes. */
  CodeIndex copy(long logLength) {
    CodeIndex copy = new CodeIndex(files, base, added, deleted, notes);
    copy.logBytes = logLength;
    return copy;
  }

  /** Applies a change from the log to this state. */
  void apply(LogRecord entry) {
    if (entry instanceof LogRecord.Added more) {
      added.addAll(more.items());
    } else if (entry instanceof LogRecord.Deleted gone) {
      Arrays.stream(gone.ids()).mapToInt(this::row).filter(row -> row >= 0).forEach(deleted::set);
    } else if (entry instanceof LogRecord.Noted note) {
      if (note.value().isEmpty()) {
        notes.remove(note.key());
      } else {
        notes.put(note.key(), note.value());
      }
    }
  }

  /** Returns the row of the item with an id; −1 if there is no such item or it is deleted. */
  int row(long id) {
    int row = base.row(id);
    if (row < 0) {
      int at = BaseFile.find(added.size(), i -> added.get(i).id(), id);
      row = at < 0 ? -1 : base.rows() + at;
    }
    return row >= 0 && !deleted.get(row) ? row : -1;
  }

  /**
   * Opens an index for reading, even while it is being written.
   *
   * @param file the index file
   * @return a snapshot of the index
   * @throws BadInputException if the file is missing, not an index, of a newer version or damaged
   * @throws IOException if the file can't be read
   */
  public static CodeIndex open(Path file) throws IOException {
    return open(new IndexFiles(file), Optional.empty());
  }

  /**
   * {@return the current state of the index} The returned snapshot shares the search tables of this
   * snapshot, unless the index has been rebuilt or compacted since.
   *
   * @throws BadInputException as described for {@link #open}
   * @throws IOException if the file can't be read
   */
  public CodeIndex reopen() throws IOException {
    return open(files, Optional.of(base));
  }

  private static CodeIndex open(IndexFiles files, Optional<BaseFile> known) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      boolean same = known.isPresent() && known.get().current();
      BaseFile base = same ? known.get() : BaseFile.open(files.base());
      CodeIndex index = of(files, base);
      // A log that names another index file is outdated, unless that file has just replaced this
      // one.
      if (index.logBytes > 0 || base.current()) {
        return index;
      }
    }
    throw new BadInputException(files.base() + ": was replaced each time it was opened; try again");
  }

  /**
   * {@return whether the index has changed since it was opened}
   *
   * @throws IOException if the file can't be read
   */
  public boolean stale() throws IOException {
    long bytes = Files.isRegularFile(files.log()) ? Files.size(files.log()) : 0;
    return !base.current() || (bytes > LogFile.HEAD && bytes != logBytes);
  }

  /** {@return the code length K} */
  public int bits() {
    return base.layout().bits();
  }

  /** {@return the number of items that are not deleted} */
  public int size() {
    return rows() - deleted.cardinality();
  }

  /**
   * {@return the number of rows, including deleted ones} Searches return row numbers below this
   * number.
   */
  public int rows() {
    return Math.addExact(base.rows(), added.size());
  }

  /** {@return counts of items and sizes of files} */
  public IndexStat stat() {
    Layout layout = base.layout();
    long nextId = added.isEmpty() ? layout.nextId() : added.get(added.size() - 1).id() + 1;
    return new IndexStat(deleted.cardinality(), nextId, layout.length(), logBytes);
  }

  /**
   * {@return the item in a row, even if it is deleted}
   *
   * @param row a row, from 0 to {@link #rows} − 1
   */
  public Item item(int row) {
    return Objects.checkIndex(row, rows()) < base.rows()
        ? base.item(row)
        : added.get(row - base.rows());
  }

  /** {@return the rows that are not deleted, in order} */
  public IntStream live() {
    return IntStream.range(0, rows()).filter(row -> !deleted.get(row));
  }

  /** {@return the items that are not deleted, in order} */
  public Stream<Item> items() {
    return live().mapToObj(this::item);
  }

  /**
   * {@return the item with an id; empty if there is no such item or it is deleted}
   *
   * @param id the item's id
   */
  public Optional<Item> find(long id) {
    int row = row(id);
    return row < 0 ? Optional.empty() : Optional.of(item(row));
  }

  /**
   * {@return a search that scans all codes; it needs no preparation}
   *
   * @param threads number of threads, at least 1
   */
  public HammingSearch scan(int threads) {
    return join(new ScanSearch(base.codes(), deleted, threads), threads);
  }

  /**
   * {@return a search that chooses between scan and tables} The first call copies the codes to
   * memory and builds the tables there, which takes seconds for ten million codes. Each call
   * measures how fast scan and tables are. Keep the returned search as long as the index is open,
   * since it adapts to the queries.
   *
   * @param threads number of threads, at least 1
   */
  public HammingSearch auto(int threads) {
    MultiIndexTables tables = base.tables();
    CostModel costs = CostModel.measure(tables, CALIBRATION_SEED);
    return join(new AutoSearch(tables, deleted, costs, threads), threads);
  }

  private HammingSearch join(HammingSearch first, int threads) {
    if (rows() == base.rows()) {
      return first;
    }
    CodeBlocks codes = HeapCodes.of(Item.codes(bits(), added));
    BitSet gone = deleted.get(base.rows(), rows());
    return new JoinedSearch(List.of(first, new ScanSearch(codes, gone, threads)));
  }

  /** {@return the notes about the index, by key} */
  public Map<String, String> notes() {
    return Map.copyOf(notes);
  }

  /** {@return whether the index has an attachment} */
  public boolean attached() {
    return base.attachment().isPresent();
  }

  /** {@return the content given to {@link IndexBuilder#attach}; empty if there is none} */
  public Optional<byte[]> attachment() {
    return base.attachment().map(all -> all.bytes(0, Math.toIntExact(all.length())));
  }

  /**
   * Reads the whole index file and verifies its checksums. The checksums of the log were verified
   * when the index was opened.
   *
   * @param progress receives the number of bytes read
   * @throws BadInputException if the index is damaged
   * @throws IOException if the file can't be read
   */
  public void check(Progress progress) throws IOException {
    base.check(progress);
    for (int row = 0; row < base.rows(); row++) {
      base.label(row);
      base.source(row);
      if (row > 0 && base.id(row) <= base.id(row - 1)) {
        throw new BadInputException(
            files.base() + ": damaged (the id of row " + row + " is too small)");
      }
    }
  }
}
