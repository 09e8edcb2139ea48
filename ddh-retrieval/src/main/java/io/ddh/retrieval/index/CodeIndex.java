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
 * An index as it was when it was opened: nothing that a writer does later shows. Rows rise with
 * ids, so hits by (distance, row) are hits by (distance, id). Safe for use by several threads.
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
   * Opens an index for reading. A writer may be at work meanwhile.
   *
   * @throws BadInputException if it is missing, none of ours, newer or damaged
   */
  public static CodeIndex open(Path file) throws IOException {
    return open(new IndexFiles(file), Optional.empty());
  }

  /**
   * The index as it is now. What was made for searching this one serves that one too, unless the
   * index has been built anew or compacted since.
   *
   * @throws BadInputException as {@link #open}
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
      // A log of another file is old, unless that file has come in between.
      if (logBytes > 0 || BaseFile.layout(files.base()).uuid().equals(own)) {
        return new CodeIndex(files, base, tail, logBytes);
      }
    }
    throw new BadInputException(files.base() + ": changes faster than it can be opened");
  }

  /** Whether the files say something else by now. */
  public boolean stale() throws IOException {
    boolean same = BaseFile.layout(files.base()).uuid().equals(base.layout().uuid());
    long bytes = Files.isRegularFile(files.log()) ? Files.size(files.log()) : 0;
    return !same || (bytes > LogFile.HEAD && bytes != logBytes);
  }

  /** Code length K. */
  public int bits() {
    return base.layout().bits();
  }

  /** Items that are not deleted. */
  public int size() {
    return tail.rows() - tail.deletedCount();
  }

  /** Rows, deleted ones among them: what searches number. */
  public int rows() {
    return tail.rows();
  }

  /** Counts and sizes. */
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

  /** The item of a row, deleted or not. */
  public Item item(int row) {
    return tail.item(Objects.checkIndex(row, rows()));
  }

  /** Whether a row is not deleted. */
  public boolean live(int row) {
    return tail.live(Objects.checkIndex(row, rows()));
  }

  /** The item of an id; empty if there is none or it is deleted. */
  public Optional<Item> find(long id) {
    int row = tail.row(id);
    return row < 0 ? Optional.empty() : Optional.of(tail.item(row));
  }

  /**
   * A search by scan, which needs no preparation.
   *
   * @param threads at least 1
   */
  public HammingSearch scan(int threads) {
    return join(new ScanSearch(base.codes(), RowSet.of(tail.deletedOfBase()), threads), threads);
  }

  /**
   * A search that chooses between scan and tables. The first call copies the codes to memory,
   * builds the tables there (seconds for ten million codes) and, unless the index has them,
   * measures costs. Keep what it returns as long as the index is open: it learns from what it is
   * asked.
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

  /** Remarks about the index, by key. */
  public Map<String, String> notes() {
    return Map.copyOf(tail.notes());
  }

  /** What {@link IndexBuilder#attach} put in; the caller closes it. */
  public Optional<InputStream> attachment() {
    return base.attachment().map(MappedSection::stream);
  }

  /** Costs that the index has stored. */
  public Optional<CostModel> costs() {
    return tail.costs();
  }

  /** Measures what queries cost on this machine; {@link IndexWriter#store} keeps it. */
  public CostModel measureCosts() {
    return CostModel.measure(base.tables(), CALIBRATION_SEED);
  }

  /**
   * Reads all of the index file and compares checksums; the log's were compared when it was opened.
   *
   * @throws BadInputException naming what is damaged
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
