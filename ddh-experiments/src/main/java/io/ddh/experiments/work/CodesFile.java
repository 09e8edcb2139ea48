package io.ddh.experiments.work;

import io.ddh.core.AtomicFile;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Sha256;
import io.ddh.core.npy.NpyCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes and reads codes as a NumPy file. The file has n×K unsigned bytes that are 0 or 1, with one
 * row for each image of the data set. NumPy and {@code ddh evaluate} can read the file. Since a run
 * with other settings may overwrite the file, a cell records the digest of its own codes.
 */
public final class CodesFile {
  private CodesFile() {}

  /**
   * {@return the file of a cell's codes}
   *
   * @param work work folder
   * @param dataset name of the data set
   * @param cell name of the cell, for example {@code ddh-48-s1}
   */
  public static Path file(Path work, String dataset, String cell) {
    return work.resolve(dataset).resolve("codes").resolve(cell + ".npy");
  }

  /**
   * Writes the codes.
   *
   * @param file file of the cell, see {@link #file}
   * @param codes codes of the whole data set
   * @return SHA-256 of the file, lower-case hex
   * @throws IOException if the file can't be written
   */
  public static String write(Path file, BinaryCodes codes) throws IOException {
    byte[] bytes = NpyCodes.plain(codes);
    AtomicFile.write(file, stream -> stream.write(bytes));
    return Sha256.hex(bytes);
  }

  /**
   * Reads codes that {@link #write} wrote.
   *
   * @param file file of the cell, see {@link #file}
   * @param bits code length K
   * @param digest expected SHA-256 of the file
   * @return the codes; empty if the file is missing or has another digest
   * @throws IOException if the file can't be read
   */
  public static Optional<BinaryCodes> read(Path file, int bits, String digest) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    boolean own = Sha256.hex(Files.readAllBytes(file)).equals(digest);
    return own ? Optional.of(NpyCodes.read(file, OptionalInt.of(bits))) : Optional.empty();
  }
}
