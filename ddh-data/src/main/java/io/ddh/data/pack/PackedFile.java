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
 * Writes and reads packed files. A packed file holds a prepared data set. The file consists of the
 * magic number {@code DDHP}, the version of the format, the name and the origin of the data set,
 * whether the data set is synthetic, the data set as {@link DatasetStream} writes it, and the
 * CRC-32 of all preceding bytes. Pixels are not compressed and take height·width·channels bytes per
 * image.
 */
public final class PackedFile {
  /** The format version that is written, which is also the newest that can be read. */
  public static final int VERSION = 1;

  private static final int MAGIC = 0x44444850; // DDHP

  private PackedFile() {}

  /**
   * The content of a packed file.
   *
   * @param data the data set, with the name under which it was packed
   * @param origin one line with the form and settings with which the data set was read before
   *     packing
   */
  public record Content(Dataset data, String origin) {}

  /**
   * Writes a packed file. If writing fails, no incomplete file is left behind.
   *
   * @param file the file to write
   * @param data the data set
   * @param origin one line with the form and settings with which the data set was read
   * @throws FileSystemException if the file can't be written
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
    } catch (IOException e) { // The exception for a full disk does not name the file.
      FileSystemException named =
          new FileSystemException(file.toString(), null, String.valueOf(e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /**
   * {@return whether a file begins like a packed data set}
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
   * Reads a packed file and verifies its checksum and the digest of its data.
   *
   * @param file the file
   * @return the data set and its origin
   * @throws IOException if the file can't be read
   * @throws BadInputException if the file is not a packed data set, if its version is newer than
   *     this program can read, or if it is truncated or altered
   */
  public static Content read(Path file) throws IOException {
    if (!isPacked(file)) {
      throw new BadInputException(
          file + ": not a packed data set; 'ddh data pack' writes such files");
    }
    try {
      Content content;
      try (DatasetStream.Input in = new DatasetStream.Input(file)) {
        in.readInt();
        int version = in.readInt();
        if (version < 1 || version > VERSION) {
          throw BadInputException.of(
              "%s: version %d found, but this program reads versions 1 to %d",
              file, version, VERSION);
        }
        DatasetStream.checkSum(file);
        String name = in.text();
        String origin = in.text();
        content = new Content(DatasetStream.read(in, name, in.readBoolean()), origin);
      }
      if (!DatasetDigest.of(content.data().images()).equals(content.data().digest())) {
        throw new IOException("its data doesn't match the digest in the file");
      }
      return content;
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new BadInputException(file + ": truncated or altered (" + Reason.of(e) + ")", e);
    }
  }
}
