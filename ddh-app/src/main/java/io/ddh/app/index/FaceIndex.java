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
 * An opened index with its search and, once a picture is asked for, its model. The state is that at
 * opening; {@link #reopened} gives the one of now. Safe for use by several threads.
 */
public final class FaceIndex {
  private static final String REJECT = "reject-above";
  private static final String CALIBRATED = "calibrated";

  /** Comparisons of a batch from which on tables pay the time that it takes to build them. */
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
   * Opens an index for some queries.
   *
   * @param queries how many there will be: of many it pays to build tables first
   * @param threads at least 1
   * @throws BadInputException if it is missing, none of ours or damaged
   */
  public static FaceIndex open(Path file, long queries, int threads)
      throws IOException {
    CodeIndex index = CodeIndex.open(file);
    boolean many = Math.max(1, index.rows()) > WORTH_TABLES / Math.max(1, queries);
    return new FaceIndex(file, index, many ? index.auto(threads) : index.scan(threads));
  }

  /** Whether the index has changed since. */
  public boolean stale() throws IOException {
    return index.stale();
  }

  /**
   * The index as it is now, with tables that this one has built, and its model if that is the same.
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

  /** The index below. */
  public CodeIndex index() {
    return index;
  }

  /** Remark on how the rejection distance was found. */
  public static Optional<String> calibration(CodeIndex index) {
    return Optional.ofNullable(index.notes().get(CALIBRATED));
  }

  /**
   * The distance beyond which a face counts as somebody else's, if the index has one.
   *
   * @throws BadInputException if what it has is no such number
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

  /** Keeps a rejection distance with an index. */
  public static void keepRejection(IndexWriter writer, int distance, String how)
      throws IOException {
    writer.note(REJECT, Integer.toString(distance));
    writer.note(CALIBRATED, how);
  }

  /**
   * The model that made the codes.
   *
   * @throws BadInputException if the index has none
   */
  public synchronized HashModel hasher() throws IOException {
    if (hasher.isEmpty()) {
      hasher = Optional.of(IndexModel.read(file, index));
    }
    return hasher.get();
  }

  /**
   * Asks with codes.
   *
   * @param names one a code
   * @return one answer a code, in order
   */
  public List<SearchResult> ask(List<String> names, BinaryCodes codes, SearchRequest ask) {
    Check.that(names.size() == codes.size(), "%d names, %d codes", names.size(), codes.size());
    int bits = index.bits();
    OptionalInt reject =
        ask.rejectAbove().isPresent() ? ask.rejectAbove() : rejectAbove(file, index);
    int radius = Math.min(bits, ask.radius().orElse(bits));
    Hits hits = search.search(codes, ask.k(), radius);
    List<SearchResult> answers = new ArrayList<>();
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
      answers.add(new SearchResult(names.get(q), found, reject, nearest));
    }
    return answers;
  }
}
