package io.ddh.benchmarks.section;

import java.util.Set;

/**
 * What to measure of the sections that have rows.
 *
 * @param rows to measure; empty: all
 * @param sizes to measure; empty: the usual ones
 * @param skip rows to leave out
 */
public record Selection(Set<String> rows, Set<String> sizes, Set<String> skip) {
  public Selection {
    rows = Set.copyOf(rows);
    sizes = Set.copyOf(sizes);
    skip = Set.copyOf(skip);
  }

  /** Whether to measure the row. */
  boolean row(String name) {
    return (rows.isEmpty() || rows.contains(name)) && !skip.contains(name);
  }

  /** Whether to measure at the size. */
  boolean size(String name, boolean usual) {
    return sizes.isEmpty() ? usual : sizes.contains(name);
  }
}
