package io.ddh.retrieval.index;

import io.ddh.core.BinaryCodes;
import io.ddh.retrieval.CostModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The changes in the log: added items, whose rows follow those of the file; deleted rows; costs.
 */
final class Tail {
  private final BaseFile base;
  private final List<Item> items;
  private final BitSet deleted;
  private long nextId;
  private Optional<CostModel> costs = Optional.empty();
  private final Map<String, String> notes;

  Tail(BaseFile base) {
    this(base, new ArrayList<>(), new BitSet(), base.layout().nextId(), base.notes());
  }

  private Tail(
      BaseFile base, List<Item> items, BitSet deleted, long nextId, Map<String, String> notes) {
    this.base = base;
    this.items = items;
    this.deleted = deleted;
    this.nextId = nextId;
    this.notes = new TreeMap<>(notes);
  }

  /** A copy, independent of later changes. */
  Tail copy() {
    Tail copy = new Tail(base, new ArrayList<>(items), (BitSet) deleted.clone(), nextId, notes);
    copy.costs = costs;
    return copy;
  }

  void apply(LogRecord entry) {
    if (entry instanceof LogRecord.Added added) {
      items.addAll(added.items());
      nextId = items.get(items.size() - 1).id() + 1;
    } else if (entry instanceof LogRecord.Deleted gone) {
      for (long id : gone.ids()) {
        int row = row(id);
        if (row >= 0) {
          deleted.set(row);
        }
      }
    } else if (entry instanceof LogRecord.Costs measured) {
      costs = Optional.of(measured.costs());
    } else if (entry instanceof LogRecord.Noted noted) {
      if (noted.value().isEmpty()) {
        notes.remove(noted.key());
      } else {
        notes.put(noted.key(), noted.value());
      }
    }
  }

  long nextId() {
    return nextId;
  }

  Optional<CostModel> costs() {
    return costs;
  }

  Map<String, String> notes() {
    return notes;
  }

  int rows() {
    return Math.addExact(base.rows(), items.size());
  }

  boolean live(int row) {
    return !deleted.get(row);
  }

  int deletedCount() {
    return deleted.cardinality();
  }

  /** Deleted rows of the file. */
  int[] deletedOfBase() {
    return deleted.stream().takeWhile(row -> row < base.rows()).toArray();
  }

  /** Deleted rows of added items, counted from 0. */
  int[] deletedOfItems() {
    return deleted.stream()
        .dropWhile(row -> row < base.rows())
        .map(row -> row - base.rows())
        .toArray();
  }

  /** Row of an id; −1 if there is none or it is deleted. */
  int row(long id) {
    int row = base.row(id);
    if (row < 0) {
      int added = BaseFile.find(items.size(), i -> items.get(i).id(), id);
      row = added < 0 ? -1 : base.rows() + added;
    }
    return row >= 0 && live(row) ? row : -1;
  }

  Item item(int row) {
    return row < base.rows() ? base.item(row) : items.get(row - base.rows());
  }

  BinaryCodes codesOfItems() {
    return Item.codes(base.layout().bits(), items);
  }
}
