package io.ddh.retrieval.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A section of an index file, mapped into memory. Java 17 maps at most 2 GiB at once, so a section
 * is mapped in pieces of 1 GiB. Numbers are aligned, so no number crosses the boundary between two
 * pieces.
 */
record MappedSection(MappedByteBuffer[] pieces, long length) {
  static final int SHIFT = 30;
  private static final int MASK = (1 << SHIFT) - 1;

  static MappedSection of(FileChannel channel, Layout.Place place) throws IOException {
    long length = place.length();
    MappedByteBuffer[] pieces = new MappedByteBuffer[(int) ((length + MASK) >>> SHIFT)];
    for (int i = 0; i < pieces.length; i++) {
      long from = (long) i << SHIFT;
      long size = Math.min(1L << SHIFT, length - from);
      pieces[i] = channel.map(FileChannel.MapMode.READ_ONLY, place.offset() + from, size);
      pieces[i].order(ByteOrder.LITTLE_ENDIAN);
    }
    return new MappedSection(pieces, length);
  }

  int getInt(long at) {
    return pieces[(int) (at >>> SHIFT)].getInt((int) at & MASK);
  }

  long getLong(long at) {
    return pieces[(int) (at >>> SHIFT)].getLong((int) at & MASK);
  }

  /** Returns a copy of n bytes, which may cross the boundary between two pieces. */
  byte[] bytes(long at, int n) {
    byte[] out = new byte[n];
    int done = 0;
    while (done < n) {
      int from = (int) (at + done) & MASK;
      int part = Math.min(n - done, (1 << SHIFT) - from);
      pieces[(int) (at + done >>> SHIFT)].get(from, out, done, part);
      done += part;
    }
    return out;
  }

  /** Copies n ints, which must all lie in one piece, to an array. */
  void ints(long at, int[] out, int n) {
    ByteBuffer piece = pieces[(int) (at >>> SHIFT)];
    int from = (int) at & MASK;
    piece
        .slice(from, n * Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(out, 0, n);
  }
}
