package io.ddh.app.search;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.images.FacePlace;
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
 * Searches an index for the queries in files. An image file is one query, or one query per face if
 * the index was built from photos; a codes file contains one query per code.
 */
public final class QueryFiles {
  private static final int CODES = 1024;
  private static final int IMAGES = 64;

  private final Path file;
  private final int threads;
  private int completed;
  private int unreadable;
  private long hashing;
  private long searching;

  /**
   * Prepares to search an index.
   *
   * @param file the index file
   * @param threads number of threads of a search, at least 1
   */
  public QueryFiles(Path file, int threads) {
    this.file = file;
    this.threads = threads;
  }

  /**
   * Totals of all queries that were run.
   *
   * @param index the index that was searched
   * @param completed number of queries with a result
   * @param unreadable number of files that could not be read as images
   * @param hashing time for hashing query images in nanoseconds; 0 if all queries were codes
   * @param searching time for searching in nanoseconds
   */
  public record Result(
      FaceIndex index, int completed, int unreadable, long hashing, long searching) {}

  /**
   * Receives the results in the order of the queries, each with the file of the query image if the
   * query is an image.
   */
  public interface Receiver extends BiConsumer<SearchResult, Optional<Path>> {}

  /**
   * Searches the index for all queries in some files.
   *
   * @param files image files and codes files
   * @param request number of hits and rejection distance
   * @param results receives the result of each query
   * @param unreadable receives a line for each file that cannot be read as an image; the search
   *     goes on with the other files
   * @return the totals of all queries
   * @throws BadInputException if the code length or the model of a codes file differs from that of
   *     the index
   * @throws IOException if a file can't be read
   */
  public Result search(
      List<Path> files, SearchRequest request, Receiver results, Consumer<String> unreadable)
      throws IOException {
    CodeIndex opened = CodeIndex.open(file);
    List<CodeSource> sources = new ArrayList<>();
    long queries = 1;
    try {
      for (Path path : files) { // checks all codes files before the first result
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
          run(index, path, index.hasher().codes(images, unreadable), request, results);
          images.clear();
        }
      }
      return new Result(index, completed, this.unreadable, hashing, searching);
    } finally {
      for (CodeSource codes : sources) {
        codes.close();
      }
    }
  }

  private void run(
      FaceIndex index, Path path, CodeSource queries, SearchRequest request, Receiver results)
      throws IOException {
    boolean images = !CodeFiles.isOne(path);
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
      completed += found.size();
      for (SearchResult result : found) {
        results.accept(
            result,
            images ? Optional.of(Path.of(FacePlace.photo(result.query()))) : Optional.empty());
      }
      start = System.nanoTime();
      batch = queries.next(most);
    }
    unreadable += queries.unreadable();
  }
}
