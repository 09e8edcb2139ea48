package io.ddh.app.codes;

import io.ddh.app.index.FaceTable;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.retrieval.index.Item;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Codes that another tool has computed, held in memory with their ids, labels and sources. */
public final class ListedCodes implements CodeSource {
  /** Largest valid id, which leaves one higher id for the next item of the index. */
  private static final long LARGEST_ID = Long.MAX_VALUE - 1;

  private final Path file;
  private final BinaryCodes codes;
  private final Optional<long[]> ids;
  private final Optional<FaceTable> table;
  private int[] order;
  private int at;

  /**
   * Combines codes with a table of their labels and sources.
   *
   * @param file file of the codes, for messages
   * @param codes the codes
   * @param ids one id per code; empty if the index assigns the ids
   * @param table labels and sources, one row per code; empty if there are none
   * @throws BadInputException if the table has more or fewer rows than there are codes, or has the
   *     ids in another order
   */
  public ListedCodes(
      Path file, BinaryCodes codes, Optional<long[]> ids, Optional<FaceTable> table) {
    this.file = file;
    this.codes = codes;
    this.ids = ids;
    this.table = table;
    order = IntStream.range(0, codes.size()).toArray();
    if (table.isPresent() && table.get().size() != codes.size()) {
      throw BadInputException.of(
          "%s: %d lines for %d codes in %s; valid: one line per code, in the codes' order",
          table.get().file(), table.get().size(), codes.size(), file);
    }
    long[] own = ids.orElseGet(() -> LongStream.range(0, codes.size()).toArray());
    table.ifPresent(faces -> faces.checkIds(own));
  }

  @Override
  public List<String> notes() {
    return table.stream()
        .filter(faces -> !faces.unused().isEmpty())
        .map(faces -> faces.file() + ": columns not used: " + String.join(", ", faces.unused()))
        .toList();
  }

  @Override
  public CodeSource byId() {
    if (ids.isEmpty()) {
      return this;
    }
    long[] own = ids.get();
    order =
        IntStream.range(0, own.length)
            .boxed()
            .sorted(Comparator.comparingLong(row -> own[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length; i++) {
      long id = own[order[i]];
      boolean again = i > 0 && id == own[order[i - 1]];
      if (again || id < 0 || id > LARGEST_ID) {
        throw BadInputException.of(
            "%s: id %d%s",
            file, id, again ? " occurs twice; valid: each id once" : "; valid: 0 to " + LARGEST_ID);
      }
    }
    return this;
  }

  @Override
  public int bits() {
    return codes.bits();
  }

  @Override
  public long size() {
    return codes.size();
  }

  @Override
  public Optional<Item> next() {
    if (at == codes.size()) {
      return Optional.empty();
    }
    int row = order[at++];
    String label = table.map(faces -> faces.label(row)).orElse("");
    String source = table.map(faces -> faces.source(row)).orElse("");
    Item item = Item.of(codes, row, label, source);
    long id = ids.map(own -> own[row]).orElse(Item.ASSIGN);
    return Optional.of(new Item(Math.max(id, Item.ASSIGN), item.code(), label, source));
  }
}
