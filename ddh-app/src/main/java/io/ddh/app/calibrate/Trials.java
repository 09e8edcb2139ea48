package io.ddh.app.calibrate;

import io.ddh.app.codes.CodeSource;
import io.ddh.core.Nfc;
import io.ddh.retrieval.CodeBlocks;
import io.ddh.retrieval.HammingSearch;
import io.ddh.retrieval.HeapCodes;
import io.ddh.retrieval.Hits;
import io.ddh.retrieval.ScanSearch;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Results of queries for which the right person is known.
 *
 * @param list the results, one for each query
 * @param passedOver number of faces that were left out because they have no label or are themselves
 *     in the index
 */
public record Trials(List<Trial> list, int passedOver) {
  /** Largest number of an index's own faces that are used as queries. */
  private static final int MOST = 20_000;

  private static final int BATCH = 1024;

  /**
   * Uses faces that are not in the index as queries. Some of these faces show people who are in the
   * index, others show strangers.
   *
   * @param index the opened index
   * @param validation codes of faces with labels
   * @param threads number of threads, at least 1
   * @return one trial per query, in order
   * @throws IOException if a file can't be read
   */
  public static Trials of(CodeIndex index, CodeSource validation, int threads) throws IOException {
    Set<String> people = new HashSet<>();
    Set<String> sources = new HashSet<>();
    index
        .items()
        .forEach(
            item -> {
              people.add(item.label());
              sources.add(Nfc.of(item.source()));
            });
    sources.remove("");
    Labelled known = Labelled.of(index, threads);
    List<Trial> trials = new ArrayList<>();
    int passedOver = 0;
    List<Item> batch = validation.next(BATCH);
    for (; !batch.isEmpty(); batch = validation.next(BATCH)) {
      List<Item> queries =
          batch.stream()
              .filter(item -> !item.label().isEmpty() && !sources.contains(Nfc.of(item.source())))
              .toList();
      passedOver += batch.size() - queries.size();
      Hits hits = known.search().nearest(Item.codes(index.bits(), queries), 1);
      for (int q = 0; q < queries.size() && !known.rows().isEmpty(); q++) {
        String label = queries.get(q).label();
        boolean right = known.label(hits.row(q, 0)).equals(label);
        trials.add(new Trial(label, people.contains(label), hits.distance(q, 0), right));
      }
    }
    return new Trials(trials, passedOver);
  }

  /**
   * Uses the index's own faces as queries. Each face serves as a stranger's face in a search that
   * leaves out all faces of that person. If the index has other faces of the person, the face also
   * serves as a known person's face in a search that leaves out only the face itself.
   *
   * @param index the opened index
   * @param threads number of threads, at least 1
   * @param seed random seed for the choice of queries if there are more than {@value #MOST} faces
   * @return the trials, up to two for each face
   */
  public static Trials within(CodeIndex index, int threads, long seed) {
    Labelled known = Labelled.of(index, threads);
    List<Integer> queries = new ArrayList<>();
    IntStream.range(0, known.rows().size()).forEach(queries::add);
    Map<String, Integer> faces =
        queries.stream()
            .collect(Collectors.groupingBy(known::label, Collectors.summingInt(row -> 1)));
    int unlabelled = index.size() - queries.size();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < Math.min(MOST, queries.size()); i++) { // the first steps of a shuffle
      int j = random.nextInt(i, queries.size());
      queries.set(i, queries.set(j, queries.get(i)));
    }
    // For a person with n faces, k is n + 1, so people with the same number of faces are searched
    // together.
    Map<Integer, List<Integer>> groups =
        queries.stream()
            .limit(MOST)
            .collect(Collectors.groupingBy(row -> faces.get(known.label(row))));
    List<Trial> trials = new ArrayList<>();
    groups.forEach(
        (own, rows) -> {
          for (int from = 0; from < rows.size(); from += BATCH) {
            List<Integer> part = rows.subList(from, Math.min(rows.size(), from + BATCH));
            search(known, own, part, trials);
          }
        });
    return new Trials(trials, unlabelled);
  }

  /**
   * The labelled faces of an index. Faces without a label may show anybody, so they are not
   * searched.
   */
  private record Labelled(List<Item> rows, int bits, HammingSearch search) {
    static Labelled of(CodeIndex index, int threads) {
      List<Item> rows = index.items().filter(item -> !item.label().isEmpty()).toList();
      CodeBlocks codes = HeapCodes.of(Item.codes(index.bits(), rows));
      return new Labelled(rows, index.bits(), new ScanSearch(codes, new BitSet(), threads));
    }

    String label(int row) {
      return rows.get(row).label();
    }
  }

  private static void search(Labelled known, int own, List<Integer> rows, List<Trial> out) {
    List<Item> items = rows.stream().map(known.rows()::get).toList();
    Hits hits = known.search().nearest(Item.codes(known.bits(), items), own + 1);
    for (int q = 0; q < items.size(); q++) {
      String label = items.get(q).label();
      boolean first = true;
      for (int i = 0; i < hits.count(q); i++) {
        if (hits.row(q, i) == rows.get(q)) {
          continue;
        }
        boolean right = known.label(hits.row(q, i)).equals(label);
        if (first && own > 1) {
          out.add(new Trial(label, true, hits.distance(q, i), right));
        }
        first = false;
        if (!right) {
          out.add(new Trial(label, false, hits.distance(q, i), false));
          break;
        }
      }
    }
  }
}
