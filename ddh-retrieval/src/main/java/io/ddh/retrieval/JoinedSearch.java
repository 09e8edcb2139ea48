package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.util.List;
import java.util.function.Function;

/** Searches one after another as one: rows of a part follow those of the part before it. */
public final class JoinedSearch implements HammingSearch {
  private final List<HammingSearch> parts;
  private final int size;

  /**
   * Joins searches of codes of one length.
   *
   * @param parts at least one
   */
  public JoinedSearch(List<HammingSearch> parts) {
    Check.atLeast("parts", parts.size(), 1);
    this.parts = List.copyOf(parts);
    int rows = 0;
    for (HammingSearch part : parts) {
      Check.that(
          part.bits() == parts.get(0).bits(),
          "parts must have %d bits, found %d",
          parts.get(0).bits(),
          part.bits());
      rows = Math.addExact(rows, part.size());
    }
    size = rows;
  }

  @Override
  public int bits() {
    return parts.get(0).bits();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Hits nearest(BinaryCodes queries, int k) {
    return join(part -> part.nearest(queries, k), queries.size(), k);
  }

  @Override
  public Hits within(BinaryCodes queries, int radius) {
    return join(part -> part.within(queries, radius), queries.size(), Integer.MAX_VALUE);
  }

  private Hits join(Function<HammingSearch, Hits> search, int queries, int k) {
    List<Hits> found = parts.stream().map(search).toList();
    Ranked[] out = new Ranked[queries];
    for (int q = 0; q < queries; q++) {
      Ranked[] own = new Ranked[parts.size()];
      int first = 0;
      for (int p = 0; p < own.length; p++) {
        Ranked ranked = found.get(p).ranked(q);
        for (int i = 0; i < ranked.size(); i++) {
          ranked.rows()[i] += first;
        }
        own[p] = ranked;
        first += parts.get(p).size();
      }
      out[q] = Ranked.merge(own, bits(), k);
    }
    return Hits.of(out);
  }
}
