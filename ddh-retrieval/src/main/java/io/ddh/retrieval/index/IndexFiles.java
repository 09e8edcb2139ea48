package io.ddh.retrieval.index;

import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of an index.
 *
 * @param base the index file, which never changes once it is written
 */
record IndexFiles(Path base) {
  static final String WHOLE = "whole";
  static final String LOG = "log";

  /** Returns the log of the changes made since the index file was written. */
  Path log() {
    return sibling(".log");
  }

  /**
   * Takes the lock that ensures that there is only one writer. The operating system releases the
   * lock however the process ends.
   *
   * @return a channel that holds the lock until it is closed
   * @throws BadInputException if another writer has the lock
   */
  FileChannel takeLock() throws IOException {
    FileChannel channel =
        FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (FileLocks.tryLock(channel)) {
        return channel;
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new BadInputException(
        base + ": another program is writing this index; valid: one writer at a time");
  }

  /** Returns the temporary file for a part of the index with this name. */
  Path part(String name) {
    return sibling("." + name + ".part");
  }

  /** Returns all temporary files of the index, which an interrupted writer may have left behind. */
  List<Path> parts() {
    Stream<String> sections = Stream.of(Layout.Kind.values()).map(Layout.Kind::name);
    return Stream.concat(Stream.of(WHOLE, LOG), sections).map(this::part).toList();
  }

  private Path sibling(String end) {
    return base.resolveSibling(base.getFileName() + end);
  }
}
