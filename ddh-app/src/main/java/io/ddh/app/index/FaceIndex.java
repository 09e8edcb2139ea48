package io.ddh.app.index;

import io.ddh.app.images.QueryHasher;
import io.ddh.app.search.SearchRequest;
import io.ddh.app.search.SearchResult;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.retrieval.HammingSearch;
import io.ddh.retrieval.Hits;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexWriter;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An opened index whose codes can be searched. The model in the index is read when it is first
 * needed. The opened index is a snapshot; {@link #reopened} returns the current state. Thread-safe.
 */
public final class FaceIndex {
  private static final String REJECT = "reject-above";
  private static final String CALIBRATED = "calibrated";

  /** Smallest number of comparisons (queries times rows) for which building tables pays off. */
  private static final long WORTH_TABLES = 1L << 34;

  private final Path file;
  private final CodeIndex index;
  private final HammingSearch search;
  private Optional<QueryHasher> hasher = Optional.empty();

  private FaceIndex(Path file, CodeIndex index, HammingSearch search) {
    this.file = file;
    this.index = index;
    this.search = search;
  }

  /**
   * Opens an index for a number of queries.
   *
   * @param file the index file
   * @param queries expected number of queries; if it is large, search tables are built first
   * @param threads number of threads of a search, at least 1
   * @return the opened index
   * @throws BadInputException if the file is missing, damaged or not an index
   * @throws IOException if a file can't be read
   */
  public static FaceIndex open(Path file, long queries, int threads) throws IOException {
    CodeIndex index = CodeIndex.open(file);
    boolean many = Math.max(1, index.rows()) > WORTH_TABLES / Math.max(1, queries);
    return new FaceIndex(file, index, many ? index.auto(threads) : index.scan(threads));
  }

  /**
   * Opens the current state of the index. The returned index shares the search tables and the model
   * of this snapshot if they still apply.
   *
   * @param threads number of threads of a search, at least 1
   * @return the index in its current state
   * @throws IOException if a file can't be read
   */
  public FaceIndex reopened(int threads) throws IOException {
    CodeIndex now = index.reopen();
    FaceIndex out = new FaceIndex(file, now, now.auto(threads));
    if (IndexModel.digest(now).equals(IndexModel.digest(index))) {
      synchronized (this) {
        out.hasher = hasher;
      }
    }
    return out;
  }

  /** {@return the index of codes} */
  public CodeIndex index() {
    return index;
  }

  /**
   * {@return the note that says how the rejection distance of an index was found; empty if the
   * index has no such note}
   *
   * @param index the opened index
   */
  public static Optional<String> calibration(CodeIndex index) {
    return Optional.ofNullable(index.notes().get(CALIBRATED));
  }

  /**
   * {@return the rejection distance stored in an index, in bits; empty if none is stored} Faces
   * beyond that distance are not hits.
   *
   * @param file the index file, for messages
   * @param index the opened index
   * @throws BadInputException if the stored distance is not a valid number
   */
  public static OptionalInt rejectAbove(Path file, CodeIndex index) {
    String text = index.notes().getOrDefault(REJECT, "");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.matches("[0-9]{1,3}")) {
      throw new BadInputException(file + ": damaged (its rejection distance is '" + text + "')");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /**
   * Stores a rejection distance in an index.
   *
   * @param writer the writer of the index
   * @param distance rejection distance, 0 to K
   * @param how how the distance was found, in one line
   * @throws IOException if the index can't be written
   */
  public static void keepRejection(IndexWriter writer, int distance, String how)
      throws IOException {
    for (Map.Entry<String, String> note : rejection(distance, how).entrySet()) {
      writer.note(note.getKey(), note.getValue());
    }
  }

  /**
   * {@return the notes that store a rejection distance in an index, by key}
   *
   * @param distance rejection distance, 0 to K
   * @param how how the distance was found, in one line
   */
  public static Map<String, String> rejection(int distance, String how) {
    return Map.of(REJECT, Integer.toString(distance), CALIBRATED, how);
  }

  /**
   * {@return the hasher of queries, which uses the model stored in the index}
   *
   * @throws BadInputException if the index contains no model, or networks that the model needs are
   *     not on this machine
   */
  public synchronized QueryHasher hasher() {
    if (hasher.isEmpty()) {
      hasher = Optional.of(IndexModel.open(file, index));
    }
    return hasher.get();
  }

  /**
   * Searches the index for the faces nearest to some codes.
   *
   * @param names name of each query, for the results
   * @param codes n query codes
   * @param request number of hits and rejection distance
   * @return one result per code, in order
   */
  public List<SearchResult> search(List<String> names, BinaryCodes codes, SearchRequest request) {
    Check.that(names.size() == codes.size(), "%d names for %d codes", names.size(), codes.size());
    int bits = index.bits();
    OptionalInt reject =
        request.rejectAbove().isPresent() ? request.rejectAbove() : rejectAbove(file, index);
    int radius = Math.min(bits, request.radius().orElse(bits));
    Hits hits = search.search(codes, request.k(), radius);
    List<SearchResult> results = new ArrayList<>();
    for (int q = 0; q < codes.size(); q++) {
      List<SearchResult.Hit> found = new ArrayList<>();
      for (int i = 0; i < hits.count(q); i++) {
        int distance = hits.distance(q, i);
        if (distance <= reject.orElse(Integer.MAX_VALUE)) {
          Item item = index.item(hits.row(q, i));
          found.add(new SearchResult.Hit(i + 1, distance, item.id(), item.label(), item.source()));
        }
      }
      OptionalInt nearest =
          hits.count(q) == 0 ? OptionalInt.empty() : OptionalInt.of(hits.distance(q, 0));
      results.add(new SearchResult(names.get(q), found, reject, nearest));
    }
    return results;
  }
}
