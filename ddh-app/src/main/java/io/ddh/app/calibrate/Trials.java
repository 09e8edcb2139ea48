package io.ddh.app.calibrate;

import io.ddh.app.codes.CodeSource;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Nfc;
import io.ddh.retrieval.HammingSearch;
import io.ddh.retrieval.Hits;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Questions to an index whose answers are known.
 *
 * @param list of them
 * @param passedOver faces that can't ask: without a label, or the very picture that the index has
 */
public record Trials(List<Trial> list, int passedOver) {
  /** Faces of an index that ask for themselves, at most. */
  private static final int MOST = 20_000;

  private static final int BATCH = 1024;

  public Trials {
    list = List.copyOf(list);
  }

  /**
   * By faces that are not in the index: of people who are in it, and of others.
   *
   * @param validation with labels
   */
  public static Trials of(CodeIndex index, CodeSource validation, int threads) throws IOException {
    Map<String, Integer> people = new HashMap<>();
    Map<String, Boolean> sources = new HashMap<>();
    for (int row = 0; row < index.rows(); row++) {
      if (index.live(row)) {
        Item item = index.item(row);
        people.merge(item.label(), 1, Integer::sum);
        sources.put(Nfc.of(item.source()), true);
      }
    }
    HammingSearch search = index.scan(threads);
    List<Trial> trials = new ArrayList<>();
    List<Item> batch = new ArrayList<>();
    int passedOver = 0;
    for (Optional<Item> next = validation.next(); next.isPresent(); next = validation.next()) {
      Item item = next.get();
      boolean same = !item.source().isEmpty() && sources.containsKey(Nfc.of(item.source()));
      if (item.label().isEmpty() || same) {
        passedOver++;
      } else {
        batch.add(item);
      }
      if (batch.size() == BATCH) {
        ask(index, search, people, batch, trials);
      }
    }
    ask(index, search, people, batch, trials);
    return new Trials(trials, passedOver);
  }

  private static void ask(
      CodeIndex index,
      HammingSearch search,
      Map<String, Integer> people,
      List<Item> batch,
      List<Trial> out) {
    if (batch.isEmpty() || index.size() == 0) {
      return;
    }
    Hits hits = search.nearest(codes(index.bits(), batch), 1);
    for (int q = 0; q < batch.size(); q++) {
      String label = batch.get(q).label();
      String found = index.item(hits.row(q, 0)).label();
      out.add(
          new Trial(label, people.containsKey(label), hits.distance(q, 0), found.equals(label)));
    }
    batch.clear();
  }

  private static BinaryCodes codes(int bits, List<Item> items) {
    long[] words = items.stream().flatMapToLong(item -> Arrays.stream(item.code())).toArray();
    return new BinaryCodes(bits, words);
  }

  /**
   * By the index's own faces. Each asks twice: as a known person, itself left out, where the index
   * has another face of the person; and as a stranger, all faces of the person left out.
   *
   * @param seed of the choice where there are more than {@value #MOST}
   */
  public static Trials within(CodeIndex index, int threads, long seed) {
    Map<String, List<Integer>> people = new HashMap<>();
    List<Integer> asking = new ArrayList<>();
    int unlabelled = 0;
    for (int row = 0; row < index.rows(); row++) {
      if (index.live(row)) {
        String label = index.item(row).label();
        if (label.isEmpty()) {
          unlabelled++;
        } else {
          people.computeIfAbsent(label, l -> new ArrayList<>()).add(row);
          asking.add(row);
        }
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < Math.min(MOST, asking.size()); i++) { // the first of a shuffle
      int j = random.nextInt(i, asking.size());
      asking.set(i, asking.set(j, asking.get(i)));
    }
    // Those with as many faces of their own to pass over ask together.
    Map<Integer, List<Integer>> groups = new HashMap<>();
    for (int row : asking.subList(0, Math.min(MOST, asking.size()))) {
      int own = people.get(index.item(row).label()).size();
      groups.computeIfAbsent(own, o -> new ArrayList<>()).add(row);
    }
    HammingSearch search = index.scan(threads);
    List<Trial> trials = new ArrayList<>();
    groups.forEach(
        (own, rows) -> {
          for (int from = 0; from < rows.size(); from += BATCH) {
            List<Integer> part = rows.subList(from, Math.min(rows.size(), from + BATCH));
            askWithin(index, search, own, part, trials);
          }
        });
    return new Trials(trials, unlabelled);
  }

  private static void askWithin(
      CodeIndex index, HammingSearch search, int own, List<Integer> rows, List<Trial> out) {
    List<Item> items = rows.stream().map(index::item).toList();
    Hits hits = search.nearest(codes(index.bits(), items), own + 1);
    for (int q = 0; q < items.size(); q++) {
      String label = items.get(q).label();
      boolean first = true;
      for (int i = 0; i < hits.count(q); i++) {
        if (hits.row(q, i) == rows.get(q)) {
          continue;
        }
        boolean right = index.item(hits.row(q, i)).label().equals(label);
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
