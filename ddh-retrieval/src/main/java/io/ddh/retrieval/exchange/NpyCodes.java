package io.ddh.retrieval.exchange;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.npy.NpyHeader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Codes as NumPy arrays of unsigned bytes: packed, n×⌈K/8⌉, as {@code numpy.packbits(bits, axis=1)}
 * gives them and {@code faiss.IndexBinaryFlat.add} takes them; read also as n×K bytes 0 or 1.
 */
public final class NpyCodes {
  private NpyCodes() {}

  /** Writes packed codes. */
  public static void write(Path file, BinaryCodes codes) throws IOException {
    PackedRows.checkBits(codes.bits());
    NpyHeader head = new NpyHeader("|u1", false, codes.size(), PackedRows.width(codes.bits()));
    AtomicFile.write(
        file,
        out -> {
          out.write(head.bytes());
          PackedRows.write(codes, out);
        });
  }

  /**
   * Reads codes; their width says whether they are packed.
   *
   * @param bits code length K
   * @throws BadInputException if the file is no such array, or cut off
   */
  public static BinaryCodes read(Path file, int bits) throws IOException {
    PackedRows.checkBits(bits);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; valid: a NumPy .npy file");
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      NpyHeader head = head(file, in);
      int packed = PackedRows.width(bits);
      boolean bytes = head.descr().equals("|u1") || head.descr().equals("<u1");
      boolean matrix = head.shape().size() == 2 && !head.fortran();
      long width = matrix ? head.shape().get(1) : 0;
      if (!bytes || !matrix || (width != packed && width != bits)) {
        throw BadInputException.of(
            "%s: holds %s of shape %s%s; valid for %s bits: |u1 of shape [n, %s] (packed) or [n, "
                + "%s] (0 and 1)",
            file,
            head.descr(),
            head.shape(),
            head.fortran() ? ", first index fastest" : "",
            bits,
            packed,
            bits);
      }
      long n = head.shape().get(0);
      BinaryCodes codes =
          width == packed ? PackedRows.read(file, in, n, bits) : unpacked(file, in, n, bits);
      if (in.read() >= 0) {
        throw new BadInputException(file + ": longer than its shape says");
      }
      return codes;
    } catch (EOFException e) {
      throw new BadInputException(file + ": cut off", e);
    }
  }

  private static NpyHeader head(Path file, DataInputStream in) throws IOException {
    try {
      return NpyHeader.read(in);
    } catch (IOException e) {
      throw new BadInputException(
          file + ": " + e.getMessage() + "; valid: .npy, as numpy.save writes", e);
    }
  }

  private static BinaryCodes unpacked(Path file, DataInputStream in, long n, int bits)
      throws IOException {
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    if (n * stride > Integer.MAX_VALUE - 8) {
      throw new BadInputException(file + ": " + n + " codes are too many; valid: at most 16 GiB");
    }
    long[] words = new long[(int) n * stride];
    byte[] row = new byte[bits];
    for (int i = 0; i < n; i++) {
      in.readFully(row);
      for (int k = 0; k < bits; k++) {
        if (row[k] != 0 && row[k] != 1) {
          throw new BadInputException(
              file + ": value " + (row[k] & 255) + " in row " + i + "; valid: 0 and 1");
        }
        words[i * stride + (k >> 6)] |= (long) row[k] << (k & 63);
      }
    }
    return new BinaryCodes(bits, words);
  }
}
