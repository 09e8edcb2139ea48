package io.ddh.data.read.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.ProxyInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A stream of a file's bytes; a gzip or xz file is decompressed. The number of decompressed bytes
 * is compared with the length of the file, so that a decompression bomb is stopped early.
 */
public final class CountedStream extends ProxyInputStream {
  private static final int BUFFER = 1 << 16;

  /**
   * Maximum memory for decompressing xz files, in KiB. Files compressed with {@code xz -9} need 65
   * MiB.
   */
  private static final int XZ_MEMORY = 1 << 17;

  private final long packed;
  private long unpacked;

  private CountedStream(long packed, InputStream in) {
    super(in);
    this.packed = packed;
  }

  /**
   * Opens a file.
   *
   * @param file the file, compressed or not
   * @return a buffered stream of the file's decompressed bytes
   * @throws IOException if the file can't be opened
   */
  public static CountedStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(6);
      byte[] head = raw.readNBytes(6);
      raw.reset();
      InputStream in = raw;
      if (TarStream.isGzip(head)) {
        in = new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
      } else if (TarStream.isXz(head)) {
        in = new BufferedInputStream(new XZInputStream(raw, XZ_MEMORY), BUFFER);
      }
      return new CountedStream(Files.size(file), in);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  @Override
  protected void afterRead(int n) throws IOException {
    count(n);
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    count(skipped);
    return skipped;
  }

  private void count(long n) throws IOException {
    unpacked += Math.max(0, n);
    if (unpacked > Limits.RATIO_FROM && unpacked / Limits.RATIO > packed) {
      throw new IOException("compressed more than " + Limits.RATIO + " to 1");
    }
  }
}
