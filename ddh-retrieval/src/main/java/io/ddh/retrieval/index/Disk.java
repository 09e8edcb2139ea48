package io.ddh.retrieval.index;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Access to the file system. All writes to the index go through this class, so that tests can make
 * a write fail.
 */
class Disk {
  /** Creates an empty file, replacing an existing one. */
  FileChannel create(Path file) throws IOException {
    return open(file, 0, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Opens an existing file for appending, after truncating it to a given length. */
  FileChannel append(Path file, long length) throws IOException {
    return open(file, length, StandardOpenOption.WRITE);
  }

  private static FileChannel open(Path file, long length, StandardOpenOption... how)
      throws IOException {
    FileChannel channel = FileChannel.open(file, how);
    channel.truncate(length);
    channel.position(length);
    return channel;
  }

  /** Writes the remaining bytes of a buffer at the file's position, usually the end. */
  void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /** Returns once all bytes written to a file would survive a power cut. */
  void force(FileChannel out) throws IOException {
    out.force(true);
  }

  /**
   * Renames a file atomically, replacing an existing one; returns once the new name would survive a
   * power cut.
   */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = to.toAbsolutePath().getParent();
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException e) {
      // Windows cannot open folders; there the rename itself has to be enough.
      if (Files.isReadable(folder) && File.separatorChar == '/') {
        throw e;
      }
    }
  }

  /** Deletes a file if it exists. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
