package io.ddh.app.index;

import io.ddh.app.model.HashModel;
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
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An opened index with its search and, once it is needed, its model. It is a snapshot; {@link
 * #reopened} returns the current state. Thread-safe.
 */
public final class FaceIndex {
  private static final String REJECT = "reject-above";
  private static final String CALIBRATED = "calibrated";

  /** Fewest comparisons of a batch for which building tables pays. */
  private static final long WORTH_TABLES = 1L << 34;

  private final Path file;
  private final CodeIndex index;
  private final HammingSearch search;
  private Optional<HashModel> hasher = Optional.empty();

  private FaceIndex(Path file, CodeIndex index, HammingSearch search) {
    this.file = file;
    this.index = index;
    this.search = search;
  }

  /**
   * Opens an index for a number of queries.
   *
   * @param file the index
   * @param queries expected number; for many, search tables are built first
   * @param threads at least 1
   * @return the opened index
   * @throws BadInputException if it is missing, damaged or no index
   * @throws IOException if a file can't be read
   */
  public static FaceIndex open(Path file, long queries, int threads) throws IOException {
    CodeIndex index = CodeIndex.open(file);
    boolean many = Math.max(1, index.rows()) > WORTH_TABLES / Math.max(1, queries);
    return new FaceIndex(file, index, many ? index.auto(threads) : index.scan(threads));
  }

  /**
   * The current state of the index, sharing this one's search tables and model if they still fit.
   *
   * @param threads at least 1
   * @return the index as it is now
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
   * {@return how the rejection distance was found, if it is known}
   *
   * @param index the opened index
   */
  public static Optional<String> calibration(CodeIndex index) {
    return Optional.ofNullable(index.notes().get(CALIBRATED));
  }

  /**
   * {@return the distance beyond which a face counts as another person's, if the index has one}
   *
   * @param file of the index, for messages
   * @param index the opened index
   * @throws BadInputException if it is no valid number
   */
  public static OptionalInt rejectAbove(Path file, CodeIndex index) {
    String text = index.notes().getOrDefault(REJECT, "");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.matches("[0-9]{1,3}")) {
      throw new BadInputException(file + ": damaged (rejection distance '" + text + "')");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /**
   * Stores a rejection distance in an index.
   *
   * @param writer of the index
   * @param distance rejection distance, 0 to K
   * @param how origin of the distance, one line
   * @throws IOException if the index can't be written
   */
  public static void keepRejection(IndexWriter writer, int distance, String how)
      throws IOException {
    writer.note(REJECT, Integer.toString(distance));
    writer.note(CALIBRATED, how);
  }

  /**
   * {@return the model that computed the codes}
   *
   * @throws BadInputException if the index has none
   */
  public synchronized HashModel hasher() {
    if (hasher.isEmpty()) {
      hasher = Optional.of(IndexModel.read(file, index));
    }
    return hasher.get();
  }

  /**
   * Searches for codes.
   *
   * @param names one per code
   * @param codes n query codes
   * @param request number of hits and rejection distance
   * @return one result per code, in order
   */
  public List<SearchResult> search(List<String> names, BinaryCodes codes, SearchRequest request) {
    Check.that(names.size() == codes.size(), "%d names, %d codes", names.size(), codes.size());
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
