package io.ddh.app.codes;

import io.ddh.app.images.BrokenImage;
import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Appends blocks to {@code <file>.part}, which becomes the file at the end. What an ended process
 * left is gone on with: whole blocks stay, what follows them is cut off.
 */
final class CodesFileWriter implements Closeable {
  private static final int NAMED = 20;

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final List<BrokenImage> firstBroken = new ArrayList<>();
  private int next;
  private long codes;
  private long broken;
  private long blocks;

  /**
   * Starts or goes on.
   *
   * @param head of what is to be written
   * @throws BadInputException if another process writes it, or something else was begun
   */
  CodesFileWriter(Path file, CodesFormat.Head head) throws IOException {
    this.file = file.toAbsolutePath();
    part = part(this.file);
    Files.createDirectories(part.getParent());
    channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock();
      goOn(head);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private void lock() throws IOException {
    if (!FileLocks.tryLock(channel)) {
      throw new BadInputException(part + ": another process is writing it just now");
    }
  }

  private void goOn(CodesFormat.Head head) throws IOException {
    byte[] wanted = head.bytes();
    if (channel.size() < wanted.length) { // nothing yet, or an end came just then
      channel.truncate(0);
      write(wanted);
      return;
    }
    byte[] found = read(0, wanted.length);
    if (!Arrays.equals(found, wanted)) {
      String why;
      try {
        why = difference(CodesFormat.head(found), head);
      } catch (IOException e) {
        why = e.getMessage();
      }
      throw new BadInputException(part + ": can't be gone on with: " + why + "; delete it first");
    }
    long end = blocks(channel, head.bits(), this::count);
    channel.truncate(end);
    channel.position(end);
  }

  private static String difference(CodesFormat.Head found, CodesFormat.Head wanted) {
    if (!found.model().equals(wanted.model()) || found.bits() != wanted.bits()) {
      return "it was begun with another model";
    }
    return found.pictures() != wanted.pictures()
        ? "it was begun with " + found.pictures() + " pictures, now there are " + wanted.pictures()
        : "it was begun with other pictures or settings";
  }

  /** Goes over the whole blocks; returns where they end. */
  private static long blocks(FileChannel channel, int bits, BiConsumer<Integer, CodesBlock> to)
      throws IOException {
    long at = CodesFormat.HEAD;
    long size = channel.size();
    int next = 0;
    while (at + CodesFormat.FRAME <= size) {
      ByteBuffer frame = ByteBuffer.wrap(read(channel, at, CodesFormat.FRAME));
      int length = frame.getInt();
      int crc = frame.getInt();
      if (length <= 0
          || length > CodesFormat.MOST_BLOCK
          || at + CodesFormat.FRAME + length > size) {
        return at;
      }
      byte[] bytes = read(channel, at + CodesFormat.FRAME, length);
      if (CodesFormat.crc(bytes, 0, length) != crc) {
        return at;
      }
      CodesBlock block = CodesBlock.parse(bytes, bits);
      if (block.from() != next) {
        return at;
      }
      to.accept(next, block);
      next = block.to();
      at += CodesFormat.FRAME + length;
    }
    return at;
  }

  private void count(int from, CodesBlock block) {
    next = block.to();
    codes += block.items().size();
    broken += block.broken().size();
    blocks++;
    block.broken().stream().limit(NAMED - firstBroken.size()).forEach(firstBroken::add);
  }

  private byte[] read(long at, int length) throws IOException {
    return read(channel, at, length);
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the file got shorter while it was read");
      }
    }
    return bytes.array();
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  /** First picture that is not in the file yet. */
  int next() {
    return next;
  }

  /** Codes so far. */
  long codes() {
    return codes;
  }

  /** Broken pictures so far. */
  long broken() {
    return broken;
  }

  /** The first broken pictures. */
  List<BrokenImage> firstBroken() {
    return List.copyOf(firstBroken);
  }

  /** Adds a block that begins at {@link #next}. */
  void append(CodesBlock block) throws IOException {
    if (block.from() != next) {
      throw new IllegalArgumentException(
          "a block must begin at picture " + next + ", found " + block.from());
    }
    write(block.bytes());
    count(block.from(), block);
  }

  /** Closes the file and gives it its name, over an old one. */
  void finish() throws IOException {
    write(new CodesFormat.End(codes, broken, blocks).bytes());
    channel.force(true);
    channel.close();
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
