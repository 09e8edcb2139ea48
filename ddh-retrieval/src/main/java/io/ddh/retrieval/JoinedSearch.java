package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import java.util.ArrayList;
import java.util.List;

/**
 * Combines several searches into one. Rows are renumbered, so that the rows of each part follow
 * those of the part before it.
 *
 * @param parts the searches to combine, at least one; all have the same code length
 */
public record JoinedSearch(List<HammingSearch> parts) implements HammingSearch {
  @Override
  public int bits() {
    return parts.get(0).bits();
  }

  @Override
  public int size() {
    return parts.stream().mapToInt(HammingSearch::size).reduce(0, Math::addExact);
  }

  @Override
  public Hits search(BinaryCodes queries, int k, int radius) {
    List<Hits> found = new ArrayList<>();
    int first = 0;
    for (HammingSearch part : parts) {
      found.add(part.search(queries, k, radius).shifted(first));
      first += part.size();
    }
    return Hits.join(found, bits(), k);
  }
}
