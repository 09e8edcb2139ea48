package io.ddh.app.codes;

import io.ddh.app.model.HashModel;
import io.ddh.retrieval.index.Item;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Codes of faces, read in order: from a file of {@code ddh hash} or of another tool, or of images.
 */
public interface CodeSource extends Closeable {
  /** {@return the code length K} */
  int bits();

  /** {@return the {@link HashModel#digest} of the model that computed the codes, if known} */
  default Optional<String> model() {
    return Optional.empty();
  }

  /** {@return the number of codes} */
  long size();

  /** {@return the remarks for the user about the files, one line each} */
  default List<String> notes() {
    return List.of();
  }

  /**
   * {@return the same codes in the order of their ids, as an index needs them} Call it before the
   * first code is read.
   *
   * @throws io.ddh.core.BadInputException if an id is negative or occurs twice
   */
  default CodeSource byId() {
    return this;
  }

  /**
   * The next code with label and source.
   *
   * @return empty at the end
   * @throws io.ddh.core.BadInputException if the file is damaged
   * @throws IOException if a file can't be read
   */
  Optional<Item> next() throws IOException;

  /**
   * The next codes, as many as there are but at most n.
   *
   * @param n largest number of codes, at least 1
   * @return 1 to n codes; none at the end
   * @throws IOException if a file can't be read
   */
  default List<Item> next(int n) throws IOException {
    List<Item> items = new ArrayList<>();
    for (Optional<Item> item = next(); item.isPresent(); item = next()) {
      items.add(item.get());
      if (items.size() == n) {
        break;
      }
    }
    return items;
  }

  /** Closes the file, if one is open. */
  @Override
  default void close() throws IOException {}
}
