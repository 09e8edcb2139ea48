package io.ddh.app.photos;

import io.ddh.core.Images;
import io.ddh.core.Reason;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.image.ImageSize;
import io.ddh.data.read.image.WholePhoto;
import io.ddh.vision.PhotoFace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Decodes photos and finds the faces in them. Thread-safe: as many photos are decoded at the same
 * time as the memory of the process has room for, and always at least one.
 */
final class PhotoReader {
  /** Memory per pixel in bytes for file, decoder and photo together, with some to spare. */
  private static final int BYTES = 12;

  private static final int MEGA = 1_000_000;

  private final FaceSource faces;
  private final int room;
  private final Semaphore megapixels;

  PhotoReader(FaceSource faces) {
    this.faces = faces;
    room = (int) Math.min(MEGA, 1 + Runtime.getRuntime().maxMemory() / BYTES / MEGA);
    megapixels = new Semaphore(room, true);
  }

  /** Reads a photo. Never fails: if something is wrong with the photo, the record says what. */
  PhotoRecord read(String photo, FileStamp stamp, FileTree.Content content) {
    try {
      byte[] bytes = content.bytes();
      ImageSize size = ImageSize.of(bytes);
      int need = (int) Math.min(room, 1 + (long) size.width() * size.height() / MEGA);
      megapixels.acquireUninterruptibly(need);
      try {
        Images image = WholePhoto.read(bytes);
        List<PhotoFace> found = faces.find(image);
        String problem = found.isEmpty() ? PhotoRecord.NO_FACE : "";
        return new PhotoRecord(photo, stamp, problem, image.width(), image.height(), found);
      } finally {
        megapixels.release(need);
      }
    } catch (IOException e) {
      return unreadable(photo, stamp, Reason.of(e));
    } catch (OutOfMemoryError e) { // of this photo alone: it waited until others had left room
      long own = Runtime.getRuntime().maxMemory() >> 20;
      return unreadable(
          photo,
          stamp,
          "needs more than the "
              + own
              + " MB that Java may use; allow more, for example with JAVA_OPTS=-Xmx4g");
    }
  }

  private static PhotoRecord unreadable(String photo, FileStamp stamp, String problem) {
    return new PhotoRecord(photo, stamp, problem, 0, 0, List.of());
  }
}
