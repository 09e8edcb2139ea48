package io.ddh.experiments.engine;

import io.ddh.data.BadInputException;
import io.ddh.data.BinaryCodes;
import io.ddh.retrieval.index.Item;
import java.nio.file.Path;
import java.util.Optional;

/** Codes in memory with their labels and sources: what another tool's files hold. */
public final class ListedCodes implements CodeSource {
  private final BinaryCodes codes;
  private final Optional<FaceTable> table;
  private int at;

  /**
   * Joins codes with a table that has a line a code.
   *
   * @param file of the codes, for messages
   * @throws BadInputException if the table has another number of lines
   */
  public ListedCodes(Path file, BinaryCodes codes, Optional<FaceTable> table) {
    this.codes = codes;
    this.table = table;
    if (table.isPresent() && table.get().size() != codes.size()) {
      throw new BadInputException(
          table.get().file()
              + ": "
              + table.get().size()
              + " lines of faces for "
              + codes.size()
              + " codes in "
              + file
              + "; valid: a line a code, in the codes' order");
    }
  }

  @Override
  public int bits() {
    return codes.bits();
  }

  @Override
  public Optional<String> model() {
    return Optional.empty();
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
    int row = at++;
    String label = table.map(faces -> faces.label(row)).orElse("");
    String source = table.map(faces -> faces.source(row)).orElse("");
    return Optional.of(Item.of(codes, row, label, source));
  }

  @Override
  public void close() {
    // All of it is in memory.
  }
}
