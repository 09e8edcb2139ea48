package io.ddh.data.read.folder;

import io.ddh.core.Dataset;
import io.ddh.data.pack.DatasetStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache file of a data set: magic, version, the set as {@link DatasetStream} writes it, and a
 * CRC-32 of all before it.
 */
final class DatasetCache {
  /**
   * Part of the key of every cache file: raise it when the layout, the decoding or the choice of
   * person folders changes.
   */
  static final int VERSION = 4;

  private static final int MAGIC = 0x44444844; // DDHD
  private static final Logger LOG = LoggerFactory.getLogger(DatasetCache.class);

  private DatasetCache() {}

  /** Makes a data set that isn't in the cache. */
  @FunctionalInterface
  interface Maker {
    Dataset make() throws IOException;
  }

  /**
   * The data set that is cached under a key, or else a new one, which is then cached.
   *
   * @param work the work folder
   */
  static Dataset of(Path work, String key, String name, Maker maker) throws IOException {
    Path file = work.resolve("images").resolve(key + ".bin");
    Optional<Dataset> known = read(file, name);
    if (known.isPresent()) {
      return known.get();
    }
    Dataset made = maker.make();
    write(file, made);
    return made;
  }

  /** Writes the file whole or not at all. */
  private static void write(Path file, Dataset data) throws IOException {
    DatasetStream.writeFile(file, MAGIC, VERSION, out -> DatasetStream.write(out, data));
  }

  /**
   * Reads the file; empty if there is none. A damaged one is deleted, with a line in the log, since
   * it can be made again.
   */
  private static Optional<Dataset> read(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(load(file, name));
    } catch (IOException e) {
      LOG.warn("{}: damaged cache deleted, the images are read again ({})", file, e.toString());
      Files.deleteIfExists(file); // another process may have been first
      return Optional.empty();
    }
  }

  private static Dataset load(Path file, String name) throws IOException {
    // The checksum comes first, so that no memory is allocated for a damaged length.
    DatasetStream.checkSum(file);
    try (DataInputStream in = DatasetStream.open(file)) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new IOException("not a cache of this version");
      }
      return DatasetStream.read(in, name, false, Files.size(file));
    }
  }
}
