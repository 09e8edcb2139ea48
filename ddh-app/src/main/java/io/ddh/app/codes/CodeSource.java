package io.ddh.app.codes;

import io.ddh.app.model.HashModel;
import io.ddh.retrieval.index.Item;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A source of face codes; the codes are read in order. The codes either come from a codes file,
 * which {@code ddh hash} or another tool has written, or are computed from images.
 */
public interface CodeSource extends Closeable {
  /** {@return the code length K} */
  int bits();

  /**
   * {@return the digest of the model that computed the codes; empty if not known} See {@link
   * HashModel#digest}.
   */
  default Optional<String> model() {
    return Optional.empty();
  }

  /**
   * {@return the number of codes in the source; images that later turn out to be unreadable are
   * counted, too}
   */
  long size();

  /** {@return the number of images read so far that gave no code} */
  default int unreadable() {
    return 0;
  }

  /** {@return remarks about the files for the user, one line each} */
  default List<String> notes() {
    return List.of();
  }

  /**
   * {@return the same codes in ascending order of their ids, as an index needs them} Must be called
   * before the first code is read.
   *
   * @throws io.ddh.core.BadInputException if an id is negative or occurs twice
   */
  default CodeSource byId() {
    return this;
  }

  /**
   * Reads the next code with its label and source.
   *
   * @return the code; empty at the end of the source
   * @throws io.ddh.core.BadInputException if the file is damaged
   * @throws IOException if a file can't be read
   */
  Optional<Item> next() throws IOException;

  /**
   * Reads the next n codes, or all that are left if there are fewer than n.
   *
   * @param n largest number of codes, at least 1
   * @return 1 to n codes; an empty list at the end of the source
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

  /** Closes the file that the codes are read from, if there is one. */
  @Override
  default void close() throws IOException {}
}
