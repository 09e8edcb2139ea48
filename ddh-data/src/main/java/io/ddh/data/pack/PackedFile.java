package io.ddh.data.pack;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A prepared data set in one file: magic {@code DDHP}, version, name, where it came from, whether
 * it is synthetic, the set as {@link DatasetStream} writes it, and a CRC-32 of all before it.
 * Pixels are uncompressed, height·width·channels bytes per image.
 */
public final class PackedFile {
  /** The version that is written, and the newest that is read. */
  public static final int VERSION = 1;

  private static final int MAGIC = 0x44444850; // DDHP

  private PackedFile() {}

  /**
   * What a file holds.
   *
   * @param data the data set, under the name it was packed with
   * @param origin one line: form and settings that it was read with
   */
  public record Content(Dataset data, String origin) {}

  /**
   * Writes a file whole or not at all.
   *
   * @param file the file to write
   * @param data the data set
   * @param origin one line: form and settings that the data set was read with
   * @throws FileSystemException if it can't be written
   */
  public static void write(Path file, Dataset data, String origin) throws IOException {
    try {
      DatasetStream.writeFile(
          file,
          MAGIC,
          VERSION,
          out -> {
            DatasetStream.writeText(out, data.name());
            DatasetStream.writeText(out, origin);
            out.writeBoolean(data.synthetic());
            DatasetStream.write(out, data);
          });
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) { // A full disk comes without the file's name.
      FileSystemException named =
          new FileSystemException(file.toString(), null, String.valueOf(e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /**
   * {@return whether a file begins as a packed data set}
   *
   * @param file the file; it need not exist
   * @throws IOException if the file can't be read
   */
  public static boolean isPacked(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) < Integer.BYTES) {
      return false;
    }
    try (DatasetStream.Input in = new DatasetStream.Input(file)) {
      return in.readInt() == MAGIC;
    }
  }

  /**
   * Reads a file. Checksum and data digest are verified.
   *
   * @param file the file
   * @return the data set and its origin
   * @throws IOException if the file can't be read
   * @throws BadInputException if it is no packed data set, newer than this program, truncated or
   *     altered
   */
  public static Content read(Path file) throws IOException {
    if (!isPacked(file)) {
      throw new BadInputException(file + ": no packed data set; ddh data pack makes one");
    }
    try {
      Content content;
      try (DatasetStream.Input in = new DatasetStream.Input(file)) {
        in.readInt();
        int version = in.readInt();
        if (version < 1 || version > VERSION) {
          throw BadInputException.of(
              "%s: version %d found, this program reads 1 to %d", file, version, VERSION);
        }
        DatasetStream.checkSum(file);
        String name = in.text();
        String origin = in.text();
        content = new Content(DatasetStream.read(in, name, in.readBoolean()), origin);
      }
      if (!DatasetDigest.of(content.data().images()).equals(content.data().digest())) {
        throw new IOException("the digest of its data is another than it says");
      }
      return content;
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new BadInputException(file + ": truncated or altered (" + Reason.of(e) + ")", e);
    }
  }
}
