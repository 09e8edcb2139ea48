package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import java.util.List;

/** Several searches as one: the rows of each part follow those of the part before. */
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
  public Hits search(BinaryCodes queries, int k, int radius) {
    List<Hits> found = parts.stream().map(part -> part.search(queries, k, radius)).toList();
    Ranked[] out = new Ranked[queries.size()];
    for (int q = 0; q < out.length; q++) {
      Ranked[] own = new Ranked[parts.size()];
      int first = 0;
      for (int p = 0; p < own.length; p++) {
        own[p] = found.get(p).of(q).shifted(first);
        first += parts.get(p).size();
      }
      out[q] = Ranked.merge(own, bits(), k);
    }
    return new Hits(out);
  }
}
