package io.ddh.data.read.files;

import io.ddh.core.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Base class for a {@link FileTree} that lists its files when it is opened, and can read them in
 * any order.
 */
abstract class ListedTree implements FileTree {
  private static final int BLOCK = 16;

  private final Path root;
  private final Listing listing;

  ListedTree(Path root, int most) {
    this.root = root;
    this.listing = new Listing(most);
  }

  /** Opens one of the listed files for reading. */
  abstract InputStream open(Entry file) throws IOException;

  @Override
  public abstract byte[] bytes(Entry file, long most) throws IOException;

  @Override
  public final List<byte[]> heads(List<Entry> wanted) {
    byte[][] heads = new byte[wanted.size()][0];
    Parallel.blocks(
        wanted.size(),
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            try (InputStream in = open(wanted.get(i))) {
              heads[i] = in.readNBytes(HEAD);
            } catch (IOException e) {
              // The error is ignored here, because it will be reported when the whole file is read.
            }
          }
        });
    return List.of(heads);
  }

  @Override
  public final Path root() {
    return root;
  }

  @Override
  public final Listing listing() {
    return listing;
  }

  @Override
  public final String stamp() {
    return listing.stamp();
  }

  @Override
  public final Pass pass(List<Entry> wanted, long most) {
    return (first, last, visitor) ->
        Parallel.blocks(
            last - first,
            BLOCK,
            (from, to) -> {
              for (int i = first + from; i < first + to; i++) {
                Entry file = wanted.get(i);
                visitor.file(i, () -> bytes(file, most));
              }
            });
  }
}
