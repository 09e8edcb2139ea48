package io.ddh.app.codes;

import io.ddh.app.images.BrokenImage;
import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import io.ddh.retrieval.index.Records;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes a codes file. Blocks are appended to {@code <file>.part}, which is renamed to the final
 * name at the end. If an interrupted process has left such a file, that file is continued; its
 * complete blocks are kept, and the rest is cut off.
 */
final class CodesFileWriter implements Closeable {
  private static final int NAMED = 20;

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final OutputStream out;
  private final List<BrokenImage> firstBroken = new ArrayList<>();
  private int next;
  private CodesFormat.End total = new CodesFormat.End(0, 0, 0);

  /**
   * Starts or resumes a file.
   *
   * @param head head of the file to write
   * @throws BadInputException if another process is writing the file, or if an interrupted process
   *     has left a {@code .part} file with a different head
   */
  CodesFileWriter(Path file, CodesFormat.Head head) throws IOException {
    this.file = file.toAbsolutePath();
    part = part(this.file);
    Files.createDirectories(part.getParent());
    channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    out = Channels.newOutputStream(channel);
    try {
      if (!FileLocks.tryLock(channel)) {
        throw new BadInputException(part + ": another process is writing this file");
      }
      resume(head);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private void resume(CodesFormat.Head head) throws IOException {
    byte[] wanted = head.bytes();
    if (channel.size() < wanted.length) { // a new file, or interrupted while the head was written
      channel.truncate(0);
      out.write(wanted);
      return;
    }
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
    byte[] found = in.readNBytes(wanted.length);
    if (!Arrays.equals(found, wanted)) {
      String why;
      try {
        why = difference(CodesFormat.head(found), head);
      } catch (IOException e) {
        why = e.getMessage();
      }
      throw new BadInputException(part + ": can't be resumed: " + why + "; delete the file first");
    }
    long end = wanted.length;
    for (Optional<byte[]> bytes = next(in, end); bytes.isPresent(); bytes = next(in, end)) {
      CodesBlock block = CodesBlock.parse(bytes.get(), head.bits());
      if (block.from() != next) {
        break;
      }
      count(block);
      end += Records.FRAME + bytes.get().length;
    }
    channel.truncate(end);
    channel.position(end);
  }

  private Optional<byte[]> next(DataInputStream in, long at) throws IOException {
    return Records.read(in, channel.size() - at, CodesFormat.MOST_BLOCK);
  }

  private static String difference(CodesFormat.Head found, CodesFormat.Head wanted) {
    if (!found.model().equals(wanted.model()) || found.bits() != wanted.bits()) {
      return "it was started with another model";
    }
    return found.images() != wanted.images()
        ? "it was started with " + found.images() + " images, now there are " + wanted.images()
        : "it was started with other images or settings";
  }

  private void count(CodesBlock block) {
    next = block.to();
    total = total.plus(block);
    block.broken().stream().limit(NAMED - firstBroken.size()).forEach(firstBroken::add);
  }

  /** The number of the first image that is not in the file yet. */
  int next() {
    return next;
  }

  /** The numbers of codes, broken images and blocks written so far. */
  CodesFormat.End total() {
    return total;
  }

  /** The first images that could not be read. */
  List<BrokenImage> firstBroken() {
    return List.copyOf(firstBroken);
  }

  /** Appends a block, which must begin at image {@link #next}. */
  void append(CodesBlock block) throws IOException {
    if (block.from() != next) {
      throw new IllegalArgumentException(
          "a block must begin at image " + next + ", found " + block.from());
    }
    out.write(Records.framed(block.bytes()).array());
    count(block);
  }

  /** Completes the file and renames it to its final name, replacing an existing file. */
  void finish() throws IOException {
    out.write(total.bytes());
    channel.force(true);
    channel.close();
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
