package io.ddh.app.search;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.images.PreparedImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Files as questions to an index: a picture is one, a file of codes one a code. */
public final class QueryFiles {
  private static final int BATCH = 1024;
  private static final int PICTURES = 64;

  private final Path file;
  private final int threads;

  /**
   * Of an index.
   *
   * @param threads at least 1
   */
  public QueryFiles(Path file, int threads) {
    this.file = file;
    this.threads = threads;
  }

  /**
   * What was done.
   *
   * @param index that answered
   * @param answered queries
   * @param unreadable files that are no pictures
   * @param hashing nanoseconds of all queries together; 0: they were codes
   * @param searching the same
   */
  public record Result(
      FaceIndex index, int answered, int unreadable, long hashing, long searching) {}

  /** Sums while files are gone through. */
  private static final class Sums {
    private int answered;
    private int unreadable;
    private long hashing;
    private long searching;
  }

  /** Gets answers in order with the picture that asked; a code has none: 0 bytes. */
  public interface Receiver extends BiConsumer<SearchResult, byte[]> {}

  /**
   * Asks.
   *
   * @param unreadable gets a line for each file that is no picture; the others go on
   * @throws BadInputException if a file of codes doesn't fit the index
   */
  public Result ask(
      List<Path> what, SearchRequest ask, Receiver answers, Consumer<String> unreadable)
      throws IOException {
    CodeIndex about = CodeIndex.open(file);
    List<CodeSource> sources = new ArrayList<>();
    long queries = 0;
    try {
      for (Path path : what) { // all of them fit before the first answers
        if (CodeFiles.isOne(path)) {
          CodeSource codes = CodeFiles.open(path, OptionalInt.of(about.bits()), Optional.empty());
          sources.add(codes);
          IndexModel.check(file, about, path.toString(), codes);
          queries += codes.size();
        }
      }
      FaceIndex index = FaceIndex.open(file, Math.max(1, queries), threads);
      Sums sums = new Sums();
      List<Path> pictures = new ArrayList<>();
      int source = 0;
      for (Path path : what) {
        if (CodeFiles.isOne(path)) {
          pictures(index, pictures, ask, answers, unreadable, sums);
          codes(index, path, sources.get(source++), ask, answers, sums);
        } else {
          pictures.add(path);
          if (pictures.size() == PICTURES) {
            pictures(index, pictures, ask, answers, unreadable, sums);
          }
        }
      }
      pictures(index, pictures, ask, answers, unreadable, sums);
      return new Result(index, sums.answered, sums.unreadable, sums.hashing, sums.searching);
    } finally {
      for (CodeSource codes : sources) {
        codes.close();
      }
    }
  }

  private static void pictures(
      FaceIndex index,
      List<Path> paths,
      SearchRequest ask,
      Receiver answers,
      Consumer<String> unreadable,
      Sums sums)
      throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    HashModel hasher = index.hasher();
    long start = System.nanoTime();
    PreparedImages prepared = new PreparedImages(hasher);
    List<byte[]> contents = new ArrayList<>();
    for (Path path : paths) {
      try {
        byte[] content = FaceImages.read(path);
        prepared.add(content, path.toString(), new FaceImages.Face(path, "", path.toString()));
        contents.add(content);
      } catch (BadInputException | IOException e) {
        sums.unreadable++;
        unreadable.accept(String.valueOf(e.getMessage()));
      }
    }
    paths.clear();
    BinaryCodes codes = prepared.codes();
    sums.hashing += System.nanoTime() - start;
    List<String> names = prepared.faces().stream().map(FaceImages.Face::source).toList();
    List<SearchResult> found = search(index, names, codes, ask, sums);
    for (int i = 0; i < found.size(); i++) {
      answers.accept(found.get(i), contents.get(i));
    }
  }

  private static void codes(
      FaceIndex index, Path path, CodeSource codes, SearchRequest ask, Receiver answers, Sums sums)
      throws IOException {
    long row = 0;
    List<Item> batch = codes.next(BATCH);
    while (!batch.isEmpty()) {
      List<String> names = new ArrayList<>();
      for (Item item : batch) {
        names.add(item.source().isEmpty() ? path + " row " + row : item.source());
        row++;
      }
      BinaryCodes queries = Item.codes(index.index().bits(), batch);
      for (SearchResult result : search(index, names, queries, ask, sums)) {
        answers.accept(result, new byte[0]);
      }
      batch = codes.next(BATCH);
    }
  }

  private static List<SearchResult> search(
      FaceIndex index, List<String> names, BinaryCodes codes, SearchRequest ask, Sums sums) {
    long start = System.nanoTime();
    List<SearchResult> answers = codes.size() == 0 ? List.of() : index.ask(names, codes, ask);
    sums.searching += System.nanoTime() - start;
    sums.answered += answers.size();
    return answers;
  }
}
