package io.ddh.retrieval.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A disk whose power goes at a given write: that write is done in part, later ones fail, and of
 * what wasn't forced to the disk a random part is lost or becomes rubbish. Forces nothing really,
 * which is what takes time.
 */
final class FaultyDisk extends Disk {
  static final class PowerCut extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final SplittableRandom random;
  private final Map<Path, Long> forced = new LinkedHashMap<>();
  private final Map<FileChannel, Path> written = new HashMap<>();
  private int left;

  /**
   * Works for a while.
   *
   * @param left writes, forces, renames and deletions that go well
   */
  FaultyDisk(int left, long seed) {
    this.left = left;
    random = new SplittableRandom(seed);
  }

  private boolean fails() throws IOException {
    if (left < 0) {
      throw new PowerCut();
    }
    return left-- == 0;
  }

  /** Loses what was not forced. */
  void lose() throws IOException {
    for (Map.Entry<Path, Long> entry : forced.entrySet()) {
      if (Files.exists(entry.getKey())) {
        try (FileChannel file = FileChannel.open(entry.getKey(), StandardOpenOption.WRITE)) {
          long kept = entry.getValue();
          if (file.size() > kept) {
            long from = kept + random.nextLong(file.size() - kept + 1);
            byte[] old = new byte[(int) (file.size() - from)];
            file.truncate(from);
            if (random.nextBoolean()) {
              random.nextBytes(old); // the file has its length, its blocks what was there before
              file.write(ByteBuffer.wrap(old), from);
            }
          }
        }
      }
    }
  }

  @Override
  void write(FileChannel out, ByteBuffer bytes) throws IOException {
    boolean fails = fails();
    if (fails) {
      bytes.limit(bytes.position() + random.nextInt(bytes.remaining() + 1));
    }
    super.write(out, bytes);
    if (fails) {
      throw new PowerCut();
    }
  }

  @Override
  void force(FileChannel out) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    forced.put(written.get(out), out.size());
  }

  @Override
  FileChannel create(Path file) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    return keep(file, 0, super.create(file));
  }

  @Override
  FileChannel append(Path file, long length) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    return keep(file, length, super.append(file, length));
  }

  private FileChannel keep(Path file, long length, FileChannel out) {
    forced.put(file, length);
    written.put(out, file);
    return out;
  }

  @Override
  void move(Path from, Path to) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forced.put(to, forced.remove(from));
  }

  @Override
  void delete(Path file) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    forced.remove(file);
    super.delete(file);
  }
}
