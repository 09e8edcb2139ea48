package io.ddh.retrieval.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A disk whose power goes at a given write: that write is done in part, later ones fail, and of
 * what wasn't forced to the disk a random part is lost or becomes rubbish. Forces nothing really,
 * which is what takes time.
 */
final class FaultyDisk implements Disk {
  static final class PowerCut extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final Disk real = new RealDisk();
  private final SplittableRandom random;
  private final Map<Path, Long> forced = new LinkedHashMap<>();
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

  private final class FaultyOut implements Out {
    private final Path file;
    private final Out out;

    FaultyOut(Path file, Out out) {
      this.file = file;
      this.out = out;
    }

    private void part(ByteBuffer bytes) {
      bytes.limit(bytes.position() + random.nextInt(bytes.remaining() + 1));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      boolean fails = fails();
      if (fails) {
        part(bytes);
      }
      out.write(bytes);
      if (fails) {
        throw new PowerCut();
      }
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      boolean fails = fails();
      if (fails) {
        part(bytes);
      }
      out.write(bytes, position);
      if (fails) {
        throw new PowerCut();
      }
    }

    @Override
    public void force() throws IOException {
      if (fails()) {
        throw new PowerCut();
      }
      forced.put(file, out.length());
    }

    @Override
    public long length() throws IOException {
      return out.length();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  @Override
  public Out create(Path file) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    forced.put(file, 0L);
    return new FaultyOut(file, real.create(file));
  }

  @Override
  public Out append(Path file, long length) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    forced.put(file, length);
    return new FaultyOut(file, real.append(file, length));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forced.put(to, forced.remove(from));
  }

  @Override
  public void delete(Path file) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    forced.remove(file);
    real.delete(file);
  }
}
