package io.ddh.experiments.run;

import io.ddh.data.AtomicFile;
import io.ddh.data.BinaryCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Codes as a NumPy file, n×K unsigned bytes 0 or 1, one row an image of the data set: what NumPy
 * and {@code ddh evaluate} read.
 */
final class CodesFile {
  private CodesFile() {}

  static void write(Path file, BinaryCodes codes) throws IOException {
    String shape = codes.size() + ", " + codes.bits();
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }";
    int length = 10 + header.length() + 1;
    String padded = header + " ".repeat((64 - length % 64) % 64) + "\n";
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
          out.write(padded.length() & 0xff);
          out.write(padded.length() >> 8);
          out.write(padded.getBytes(StandardCharsets.US_ASCII));
          byte[] row = new byte[codes.bits()];
          for (int i = 0; i < codes.size(); i++) {
            for (int k = 0; k < row.length; k++) {
              row[k] = (byte) (codes.bit(i, k) ? 1 : 0);
            }
            out.write(row);
          }
        });
  }
}
