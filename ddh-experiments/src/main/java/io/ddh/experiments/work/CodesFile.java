package io.ddh.experiments.work;

import io.ddh.core.AtomicFile;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Codes as a NumPy file, n×K unsigned bytes 0 or 1, one row an image of the data set: what NumPy
 * and {@code ddh evaluate} read. Runs with other settings share the folder, so a cell names the
 * digest of its own codes.
 */
public final class CodesFile {
  private static final int ALIGNMENT = 64;

  private CodesFile() {}

  /** Where the codes of a cell lie. */
  public static Path file(Path work, String dataset, String cell) {
    return work.resolve(dataset).resolve("codes").resolve(cell + ".npy");
  }

  /**
   * Writes the codes.
   *
   * @return SHA-256 of the file, lower-case hex
   */
  public static String write(Path file, BinaryCodes codes) throws IOException {
    String shape = codes.size() + ", " + codes.bits();
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }";
    int length = 10 + header.length() + 1;
    String padded = header + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT) + "\n";
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(10 + padded.length() + codes.size() * codes.bits());
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(padded.length() & 0xff);
    out.write(padded.length() >> 8);
    out.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < codes.size(); i++) {
      for (int k = 0; k < codes.bits(); k++) {
        out.write(codes.bit(i, k) ? 1 : 0);
      }
    }
    byte[] bytes = out.toByteArray();
    AtomicFile.write(file, stream -> stream.write(bytes));
    return Sha256.hex(bytes);
  }

  /**
   * Reads codes that {@link #write} wrote.
   *
   * @param bits code length K
   * @param digest of the file that is meant
   * @return empty if there is no file, or another one
   */
  public static Optional<BinaryCodes> read(Path file, int bits, String digest) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!Sha256.hex(bytes).equals(digest)) {
      return Optional.empty();
    }
    int from = 10 + (bytes[8] & 0xff) + (bytes[9] & 0xff) * 256;
    float[] values = new float[bytes.length - from];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[from + i];
    }
    return Optional.of(BinaryCodes.ofSigns(bits, values));
  }
}
