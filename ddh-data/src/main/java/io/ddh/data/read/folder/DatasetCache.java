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
 * Caches data sets in files. A cache file holds a magic number, the version, the data set as {@link
 * DatasetStream} writes it, and the CRC-32 of all preceding bytes.
 */
final class DatasetCache {
  /**
   * Version of the cache, which is part of the key of every file. The version must be raised when
   * the file layout, the decoding of images or the choice of person folders changes.
   */
  private static final int VERSION = 4;

  private static final int MAGIC = 0x44444844; // DDHD
  private static final Logger LOG = LoggerFactory.getLogger(DatasetCache.class);

  private DatasetCache() {}

  /**
   * Returns the data set that is cached under a key. If no data set is cached under the key, the
   * data set is made and cached. A damaged cache file is deleted with a warning in the log, and the
   * data set is made again.
   *
   * @param work the work folder
   * @param key a string that contains everything on which the content of the data set depends
   * @param maker makes the data set if it is not cached
   */
  static Dataset of(Path work, String key, String name, IOSupplier<Dataset> maker)
      throws IOException {
    Path file = work.resolve("images").resolve(Sha256.hex(VERSION + "\0" + key) + ".bin");
    if (Files.exists(file)) {
      try {
        return load(file, name);
      } catch (IOException e) {
        LOG.warn(
            "{}: damaged cache file deleted, the images are read again ({})", file, e.toString());
        Files.deleteIfExists(file); // another process may have deleted it already
      }
    }
    Dataset made = maker.get();
    DatasetStream.writeFile(file, MAGIC, VERSION, out -> DatasetStream.write(out, made));
    return made;
  }

  private static Dataset load(Path file, String name) throws IOException {
    // The checksum is verified first, so that no memory is allocated for a damaged length.
    DatasetStream.checkSum(file);
    try (DatasetStream.Input in = new DatasetStream.Input(file)) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new IOException("not a cache file of this version of DDH");
      }
      return DatasetStream.read(in, name, false);
    }
  }
}
