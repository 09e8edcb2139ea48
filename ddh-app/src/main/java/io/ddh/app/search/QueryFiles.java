package io.ddh.app.search;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.core.BadInputException;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Runs query files against an index: an image file is one query, a codes file is one query per
 * code.
 */
public final class QueryFiles {
  private static final int CODES = 1024;
  private static final int IMAGES = 64;

  private final Path file;
  private final int threads;
  private int answered;
  private int unreadable;
  private long hashing;
  private long searching;

  /**
   * Queries to an index.
   *
   * @param file the index
   * @param threads at least 1
   */
  public QueryFiles(Path file, int threads) {
    this.file = file;
    this.threads = threads;
  }

  /**
   * Totals of all queries.
   *
   * @param index that was searched
   * @param answered number of queries with a result
   * @param unreadable number of files that are no images
   * @param hashing nanoseconds for hashing images; 0 if there were codes only
   * @param searching nanoseconds for searching
   */
  public record Result(
      FaceIndex index, int answered, int unreadable, long hashing, long searching) {}

  /** Receives results in order, each with the query image's file, if the query is an image. */
  public interface Receiver extends BiConsumer<SearchResult, Optional<Path>> {}

  /**
   * Runs the queries.
   *
   * @param files image files and codes files
   * @param request number of hits and rejection distance
   * @param results receives each result
   * @param unreadable receives a line for each file that is no image; the others are searched
   * @return the totals of all queries
   * @throws BadInputException if a codes file does not fit the index
   * @throws IOException if a file can't be read
   */
  public Result ask(
      List<Path> files, SearchRequest request, Receiver results, Consumer<String> unreadable)
      throws IOException {
    CodeIndex opened = CodeIndex.open(file);
    List<CodeSource> sources = new ArrayList<>();
    long queries = 1;
    try {
      for (Path path : files) { // before the first result: do all codes files fit?
        if (CodeFiles.isOne(path)) {
          CodeSource codes = CodeFiles.open(path, OptionalInt.of(opened.bits()), Optional.empty());
          sources.add(codes);
          IndexModel.check(file, opened, path.toString(), codes);
          queries += codes.size();
        }
      }
      FaceIndex index = FaceIndex.open(file, queries, threads);
      Iterator<CodeSource> codes = sources.iterator();
      List<FaceImages.Face> images = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        Path path = files.get(i);
        if (CodeFiles.isOne(path)) {
          run(index, path, codes.next(), request, results);
          continue;
        }
        images.add(new FaceImages.Face(path, "", path.toString()));
        if (i + 1 == files.size() || CodeFiles.isOne(files.get(i + 1))) {
          run(index, path, new FaceImages(index.hasher(), images, unreadable), request, results);
          images.clear();
        }
      }
      return new Result(index, answered, this.unreadable, hashing, searching);
    } finally {
      for (CodeSource codes : sources) {
        codes.close();
      }
    }
  }

  private void run(
      FaceIndex index, Path path, CodeSource queries, SearchRequest request, Receiver results)
      throws IOException {
    boolean images = queries instanceof FaceImages;
    int most = images ? IMAGES : CODES;
    long row = 0;
    long start = System.nanoTime();
    List<Item> batch = queries.next(most);
    while (!batch.isEmpty()) {
      List<String> names = new ArrayList<>();
      for (Item item : batch) {
        names.add(item.source().isEmpty() ? path + " row " + row : item.source());
        row++;
      }
      long hashed = System.nanoTime();
      List<SearchResult> found =
          index.search(names, Item.codes(index.index().bits(), batch), request);
      hashing += images ? hashed - start : 0;
      searching += System.nanoTime() - hashed;
      answered += found.size();
      for (SearchResult result : found) {
        results.accept(result, images ? Optional.of(Path.of(result.query())) : Optional.empty());
      }
      start = System.nanoTime();
      batch = queries.next(most);
    }
    unreadable += (int) (queries.size() - row);
  }
}
