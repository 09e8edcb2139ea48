package io.ddh.retrieval.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** All that the index writes goes through here, so that tests can let any write fail. */
interface Disk {
  /** A file being written. */
  interface Out extends Closeable {
    /** Appends all bytes that the buffer has left. */
    void write(ByteBuffer bytes) throws IOException;

    /** Writes over what stands at a position. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Returns once all written bytes would outlive a power cut. */
    void force() throws IOException;

    /** Length of the file. */
    long length() throws IOException;
  }

  /** A new empty file, in place of an old one. */
  Out create(Path file) throws IOException;

  /** An existing file, cut to a length, to be written on. */
  Out append(Path file, long length) throws IOException;

  /**
   * Renames a file, whole or not at all, over an old one; returns once that would outlive a power
   * cut.
   */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException;
}
