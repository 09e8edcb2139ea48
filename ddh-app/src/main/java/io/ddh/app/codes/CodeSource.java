package io.ddh.app.codes;

import io.ddh.app.model.HashModel;
import io.ddh.retrieval.index.Item;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Codes of faces, read one after another: what {@code ddh hash} wrote, or another tool's file. */
public interface CodeSource extends Closeable {
  /** Code length K. */
  int bits();

  /** {@link HashModel#digest} of the model that made the codes, if the file says so. */
  Optional<String> model();

  /** Number of codes. */
  long size();

  /** What the user should know of the files, a line each. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * The same codes in the order of their ids, as an index takes them; of a source that hasn't been
   * read from.
   *
   * @throws io.ddh.core.BadInputException if an id is negative or comes twice
   */
  default CodeSource byId() {
    return this;
  }

  /**
   * The next code with label and source.
   *
   * @return empty at the end
   * @throws io.ddh.core.BadInputException if the file is damaged
   */
  Optional<Item> next() throws IOException;
}
