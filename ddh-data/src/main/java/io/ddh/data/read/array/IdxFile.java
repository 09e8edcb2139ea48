package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.npy.NdArray;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes (Y. LeCun's format for MNIST): two zero bytes, the type 8, the
 * number of dimensions, each dimension as a big-endian int, the values. Plain or gzip, by content.
 *
 * @param sizes of the dimensions, each ≥ 1
 * @param values as many as the product of the sizes
 */
record IdxFile(int[] sizes, byte[] values) {
  private static final int BYTES = 8;

  /**
   * Reads a file.
   *
   * @param dimensions that it must have: 3 for images, 1 for labels
   * @throws BadInputException if it is no such file, damaged, truncated or too long
   */
  static IdxFile read(Path file, int dimensions) throws IOException {
    try (InputStream in = open(file)) {
      int[] sizes = header(file, in, dimensions);
      long expected = 1;
      for (int size : sizes) {
        expected *= size; // checked as it grows, so that it never overflows
        if (size < 1 || expected > Integer.MAX_VALUE - 8) {
          throw BadInputException.of(
              "%s: sizes %s in the header; each must be at least 1, the product at most %s",
              file, NdArray.text(sizes), Integer.MAX_VALUE - 8);
        }
      }
      byte[] values = in.readNBytes((int) expected); // grows with what is there, not with a claim
      if (values.length < expected) {
        throw BadInputException.of(
            "%s: truncated: its header says %s, %s bytes, found %s",
            file, NdArray.text(sizes), expected, values.length);
      }
      if (in.read() >= 0) {
        throw new BadInputException(
            file + ": trailing bytes behind the " + NdArray.text(sizes) + " of its header");
      }
      return new IdxFile(sizes, values);
    } catch (EOFException e) {
      throw new BadInputException(file + ": truncated: the gzip data end too early", e);
    } catch (ZipException e) {
      throw new BadInputException(file + ": damaged gzip data: " + Reason.of(e), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static int[] header(Path file, InputStream in, int dimensions) throws IOException {
    int length = Integer.BYTES * (1 + dimensions);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length >= Integer.BYTES) {
      int magic = ByteBuffer.wrap(bytes).getInt();
      int valid = BYTES << 8 | dimensions;
      if (magic != valid) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: magic number 0x%08x, must be 0x%08x (IDX, unsigned bytes, %d dimension%s)",
                file,
                magic,
                valid,
                dimensions,
                dimensions == 1 ? "" : "s"));
      }
    }
    if (bytes.length < length) {
      throw new BadInputException(
          file + ": truncated: an IDX header has " + length + " bytes, found " + bytes.length);
    }
    int[] sizes = new int[dimensions];
    ByteBuffer.wrap(bytes, Integer.BYTES, length - Integer.BYTES).asIntBuffer().get(sizes);
    return sizes;
  }
}
