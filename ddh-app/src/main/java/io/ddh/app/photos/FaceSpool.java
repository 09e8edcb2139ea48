package io.ddh.app.photos;

import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import io.ddh.retrieval.index.Records;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The work file of an index of photos. The file collects the faces of each photo until all photos
 * are done and the index is written. If an interrupted process has left such a file, that file is
 * continued. The file is deleted at the end, since it contains vectors of people's faces.
 */
final class FaceSpool implements Closeable {
  private static final int MOST_RECORD = 1 << 28;

  private final Path file;
  private final FileChannel channel;

  /** Stamp and position of the last record of each photo; earlier records are outdated. */
  private final Map<String, Place> last = new HashMap<>();

  private record Place(FileStamp stamp, long at) {}

  /** Receives records. */
  @FunctionalInterface
  interface Receiver {
    void accept(PhotoRecord found) throws IOException;
  }

  /**
   * Starts or continues a work file.
   *
   * @param head networks and options; a file with another head is refused
   */
  FaceSpool(Path file, String head) throws IOException {
    this.file = file;
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!FileLocks.tryLock(channel)) {
        throw new BadInputException(file + ": another process is building this index");
      }
      resume(head.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void resume(byte[] head) throws IOException {
    DataInputStream in = input();
    Optional<byte[]> found = Records.read(in, channel.size(), MOST_RECORD);
    if (found.isEmpty()) { // a new file, or interrupted while the head was written
      channel.truncate(0);
      write(Records.framed(head));
      return;
    }
    if (!Arrays.equals(found.get(), head)) {
      throw BadInputException.of(
          "%s: can't be resumed: it was begun with %s; valid: the same options and networks, or"
              + " delete the file",
          file, new String(found.get(), StandardCharsets.UTF_8));
    }
    long at = (long) Records.FRAME + head.length;
    for (Optional<byte[]> r = next(in, at); r.isPresent(); r = next(in, at)) {
      note(PhotoRecord.parse(r.get()), at);
      at += Records.FRAME + r.get().length;
    }
    channel.truncate(at);
    channel.position(at);
  }

  /** Reads from the start. Don't close the stream, since closing it would release the lock. */
  private DataInputStream input() throws IOException {
    channel.position(0);
    return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
  }

  private Optional<byte[]> next(DataInputStream in, long at) throws IOException {
    return Records.read(in, channel.size() - at, MOST_RECORD);
  }

  private void note(PhotoRecord found, long at) {
    last.put(found.photo(), new Place(found.stamp(), at));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Whether this version of a photo is in the file. */
  boolean has(String photo, FileStamp stamp) {
    Place place = last.get(photo);
    return place != null && place.stamp().equals(stamp);
  }

  void append(PhotoRecord found) throws IOException {
    note(found, channel.position());
    write(Records.framed(found.bytes()));
  }

  /** Passes on the latest record of each of the given photos, in the order of the file. */
  void read(Map<String, FileStamp> photos, Receiver to) throws IOException {
    DataInputStream in = input();
    long at =
        (long) Records.FRAME + Records.read(in, channel.size(), MOST_RECORD).orElseThrow().length;
    for (Optional<byte[]> r = next(in, at); r.isPresent(); r = next(in, at)) {
      PhotoRecord found = PhotoRecord.parse(r.get());
      if (last.get(found.photo()).at() == at && found.stamp().equals(photos.get(found.photo()))) {
        to.accept(found);
      }
      at += Records.FRAME + r.get().length;
    }
    channel.position(at);
  }

  /** Closes and deletes the file. */
  void delete() throws IOException {
    channel.close();
    Files.delete(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
