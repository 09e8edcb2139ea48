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
import io.ddh.retrieval.RowSet;
import io.ddh.retrieval.ScanSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A snapshot of an index at the time of opening, independent of later changes. Rows are in the
 * order of ids, so hits by (distance, row) are hits by (distance, id). Thread-safe.
 */
public final class CodeIndex {
  private static final int TRIES = 100;
  private static final long CALIBRATION_SEED = 1;

  private final IndexFiles files;
  private final BaseFile base;
  private final Tail tail;
  private final long logBytes;

  CodeIndex(IndexFiles files, BaseFile base, Tail tail, long logBytes) {
    this.files = files;
    this.base = base;
    this.tail = tail;
    this.logBytes = logBytes;
  }

  /**
   * Opens an index for reading, even while it is being written.
   *
   * @param file the index file
   * @return a snapshot of the index
   * @throws BadInputException if it is missing, no index, newer or damaged
   * @throws IOException if the file can't be read
   */
  public static CodeIndex open(Path file) throws IOException {
    return open(new IndexFiles(file), Optional.empty());
  }

  /**
   * {@return the current state of the index} It shares this one's search tables, unless the index
   * has been rebuilt or compacted since.
   *
   * @throws BadInputException as {@link #open}
   * @throws IOException if the file can't be read
   */
  public CodeIndex reopen() throws IOException {
    return open(files, Optional.of(base));
  }

  private static CodeIndex open(IndexFiles files, Optional<BaseFile> known) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      UUID now = BaseFile.layout(files.base()).uuid();
      Optional<BaseFile> same = known.filter(base -> base.layout().uuid().equals(now));
      BaseFile base = same.isPresent() ? same.get() : BaseFile.open(files.base());
      UUID own = base.layout().uuid();
      Tail tail = new Tail(base);
      long logBytes = LogFile.read(files.log(), own, base.layout().bits(), tail::apply);
      // A log of another index file is outdated, unless that file has just replaced this one.
      if (logBytes > 0 || BaseFile.layout(files.base()).uuid().equals(own)) {
        return new CodeIndex(files, base, tail, logBytes);
      }
    }
    throw new BadInputException(files.base() + ": changes faster than it can be opened");
  }

  /**
   * {@return whether the index has changed since it was opened}
   *
   * @throws IOException if the file can't be read
   */
  public boolean stale() throws IOException {
    boolean same = BaseFile.layout(files.base()).uuid().equals(base.layout().uuid());
    long bytes = Files.isRegularFile(files.log()) ? Files.size(files.log()) : 0;
    return !same || (bytes > LogFile.HEAD && bytes != logBytes);
  }

  /** {@return the code length K} */
  public int bits() {
    return base.layout().bits();
  }

  /** {@return the number of items that are not deleted} */
  public int size() {
    return tail.rows() - tail.deletedCount();
  }

  /** {@return the number of rows, which searches return, including deleted ones} */
  public int rows() {
    return tail.rows();
  }

  /**
   * {@return counts of items and sizes of files}
   *
   * @throws IOException if the file can't be read
   */
  public IndexStat stat() throws IOException {
    return new IndexStat(
        bits(),
        size(),
        tail.deletedCount(),
        base.rows(),
        tail.nextId(),
        base.layout().length(),
        logBytes);
  }

  /**
   * {@return the item in a row, deleted or not}
   *
   * @param row a row, from 0 to {@link #rows} − 1
   */
  public Item item(int row) {
    return tail.item(Objects.checkIndex(row, rows()));
  }

  /**
   * {@return whether a row is not deleted}
   *
   * @param row a row, from 0 to {@link #rows} − 1
   */
  public boolean live(int row) {
    return tail.live(Objects.checkIndex(row, rows()));
  }

  /**
   * {@return the item of an id; empty if there is none or it is deleted}
   *
   * @param id the item's id
   */
  public Optional<Item> find(long id) {
    int row = tail.row(id);
    return row < 0 ? Optional.empty() : Optional.of(tail.item(row));
  }

  /**
   * {@return a search by scan, which needs no preparation}
   *
   * @param threads at least 1
   */
  public HammingSearch scan(int threads) {
    return join(new ScanSearch(base.codes(), RowSet.of(tail.deletedOfBase()), threads), threads);
  }

  /**
   * {@return a search that chooses between scan and tables} The first call copies the codes to
   * memory, builds the tables there (seconds for ten million codes) and measures costs unless the
   * index has them. Keep the result as long as the index is open, since it learns from the queries.
   *
   * @param threads at least 1
   */
  public HammingSearch auto(int threads) {
    MultiIndexTables tables = base.tables();
    CostModel costs =
        tail.costs()
            .filter(known -> known.rows() == base.rows())
            .orElseGet(() -> CostModel.measure(tables, CALIBRATION_SEED));
    RowSet deleted = RowSet.of(tail.deletedOfBase());
    return join(new AutoSearch(tables, deleted, costs, threads), threads);
  }

  private HammingSearch join(HammingSearch first, int threads) {
    if (rows() == base.rows()) {
      return first;
    }
    CodeBlocks added = HeapCodes.of(tail.codesOfItems());
    RowSet deleted = RowSet.of(tail.deletedOfItems());
    return new JoinedSearch(List.of(first, new ScanSearch(added, deleted, threads)));
  }

  /** {@return the notes about the index, by key} */
  public Map<String, String> notes() {
    return Map.copyOf(tail.notes());
  }

  /**
   * {@return the content given to {@link IndexBuilder#attach}, which the caller must close; empty
   * if there is none}
   */
  public Optional<InputStream> attachment() {
    return base.attachment().map(MappedSection::stream);
  }

  /** {@return the costs stored in the index, if any} */
  public Optional<CostModel> costs() {
    return tail.costs();
  }

  /**
   * Measures the costs of queries on this machine; {@link IndexWriter#store} stores them.
   *
   * @return the measured costs
   */
  public CostModel measureCosts() {
    return CostModel.measure(base.tables(), CALIBRATION_SEED);
  }

  /**
   * Reads the whole index file and compares checksums; those of the log were compared at opening.
   *
   * @param progress receives the number of bytes read
   * @throws BadInputException if it is damaged
   * @throws IOException if the file can't be read
   */
  public void check(Progress progress) throws IOException {
    base.check(progress);
    for (int row = 0; row < base.rows(); row++) {
      base.label(row);
      base.source(row);
      if (row > 0 && base.id(row) <= base.id(row - 1)) {
        throw new BadInputException(files.base() + ": damaged (ids of row " + row + ")");
      }
    }
  }
}
