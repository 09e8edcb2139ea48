package io.ddh.data.read.folder;

import io.ddh.core.Dataset;
import io.ddh.core.Sha256;
import io.ddh.data.pack.DatasetStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.function.IOSupplier;
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
  private static final int VERSION = 4;

  private static final int MAGIC = 0x44444844; // DDHD
  private static final Logger LOG = LoggerFactory.getLogger(DatasetCache.class);

  private DatasetCache() {}

  /**
   * The data set that is cached under a key, or else a new one, which is then cached. A damaged
   * cache file is deleted, with a line in the log, since it can be made again.
   *
   * @param work the work folder
   * @param key all that decides the data set
   * @param maker makes it
   */
  static Dataset of(Path work, String key, String name, IOSupplier<Dataset> maker)
      throws IOException {
    Path file = work.resolve("images").resolve(Sha256.hex(VERSION + "\0" + key) + ".bin");
    if (Files.exists(file)) {
      try {
        return load(file, name);
      } catch (IOException e) {
        LOG.warn("{}: damaged cache deleted, the images are read again ({})", file, e.toString());
        Files.deleteIfExists(file); // another process may have been first
      }
    }
    Dataset made = maker.get();
    DatasetStream.writeFile(file, MAGIC, VERSION, out -> DatasetStream.write(out, made));
    return made;
  }

  private static Dataset load(Path file, String name) throws IOException {
    // The checksum comes first, so that no memory is allocated for a damaged length.
    DatasetStream.checkSum(file);
    try (DatasetStream.Input in = new DatasetStream.Input(file)) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new IOException("not a cache of this version");
      }
      return DatasetStream.read(in, name, false);
    }
  }
}
