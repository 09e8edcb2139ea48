package io.ddh.app.codes;

import io.ddh.app.images.BrokenImage;
import io.ddh.app.images.ImageSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Progress;
import io.ddh.core.Sha256;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Hashes images batch by batch and writes their codes to a codes file. While the model encodes one
 * batch, the next one is decoded. At any time, two batches of images and the names of all images
 * are in memory. A job that was interrupted is resumed where it stopped.
 *
 * @param share share of the images that may be unreadable, in [0, 1]; five unreadable images are
 *     always allowed
 */
public record HashJob(HashModel model, ImageSource images, Path codes, double share) {
  private static final int BATCH = 256;

  /** Largest number of pixel values in a batch, unless a single image has more. */
  private static final int LARGEST = 1 << 24;

  private static final int ALWAYS_ALLOWED = 5;

  /**
   * The result of hashing images.
   *
   * @param codes number of codes in the file
   * @param broken number of images without a code, because they could not be read
   * @param firstBroken the first images that could not be read, with the reasons
   * @param before number of images that an earlier, interrupted job had hashed already
   */
  public record Summary(long codes, long broken, List<BrokenImage> firstBroken, int before) {}

  /**
   * The number of images per batch. The number is fixed, so that the batches, and therefore a
   * network's codes, do not depend on interruptions.
   */
  private int batch() {
    int length = model.shape().length();
    return Math.max(1, Math.min(BATCH, LARGEST / length));
  }

  private CodesFormat.Head head() {
    String decides = "1 " + batch() + " " + images.stamp();
    return new CodesFormat.Head(model.bits(), model.digest(), Sha256.hex(decides), images.size());
  }

  /**
   * Hashes the images and writes the codes file.
   *
   * @param progress receives the progress
   * @return how many images were hashed, and how many were left out
   * @throws BadInputException if too many images can't be read, or if there already is a codes file
   *     with codes of other images or of another model
   * @throws IOException if a file can't be read or written
   */
  public Summary run(Progress progress) throws IOException {
    CodesFormat.Head head = head();
    if (Files.exists(codes)) {
      return finishedBefore(head);
    }
    ExecutorService decoder = Executors.newSingleThreadExecutor();
    try (CodesFileWriter writer = new CodesFileWriter(codes, head)) {
      int before = writer.next();
      run(writer, decoder, progress);
      writer.finish();
      CodesFormat.End all = writer.total();
      return new Summary(all.codes(), all.broken(), writer.firstBroken(), before);
    } finally {
      end(decoder);
    }
  }

  /** Waits until no thread reads the images any more, so that their source can be closed. */
  private static void end(ExecutorService decoder) {
    decoder.shutdown();
    try {
      decoder.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Summary finishedBefore(CodesFormat.Head head) throws IOException {
    try (CodesFileReader there = new CodesFileReader(codes)) {
      if (there.isOf(head)) {
        return new Summary(there.size(), there.broken(), List.of(), images.size());
      }
    }
    throw new BadInputException(
        codes
            + ": has codes of other images, other settings or another model; delete the file first");
  }

  private void run(CodesFileWriter writer, ExecutorService decoder, Progress progress)
      throws IOException {
    int n = images.size();
    long allowed =
        Math.max(ALWAYS_ALLOWED, (long) Math.floor(share * (n + images.problems().size())));
    progress.report("images", writer.next(), n);
    Future<ImageStream.Batch> next = read(decoder, writer.next());
    for (int from = writer.next(); from < n; from = writer.next()) {
      ImageStream.Batch batch = await(next);
      int to = Math.min(n, from + batch());
      next = read(decoder, to);
      writer.append(encoded(batch, from, to));
      refuseBeyond(writer, allowed);
      progress.report("images", to, n);
    }
    if (writer.total().codes() == 0) {
      String first = writer.firstBroken().isEmpty() ? "" : "; " + writer.firstBroken().get(0);
      throw new BadInputException(codes + ": none of " + n + " images can be read" + first);
    }
  }

  private Future<ImageStream.Batch> read(ExecutorService decoder, int from) {
    int to = Math.min(images.size(), from + batch());
    return decoder.submit(() -> images.batches().read(from, to));
  }

  private static ImageStream.Batch await(Future<ImageStream.Batch> batch) throws IOException {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private CodesBlock encoded(ImageStream.Batch batch, int from, int to) {
    BinaryCodes made = model.encode(batch.images());
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      int row = batch.rows()[i];
      items.add(Item.of(made, i, images.labels().apply(row), images.sources().apply(row)));
    }
    List<BrokenImage> broken =
        batch.broken().stream()
            .map(b -> new BrokenImage(images.sources().apply(b.index()), b.reason()))
            .toList();
    return new CodesBlock(from, to, items, broken);
  }

  private void refuseBeyond(CodesFileWriter writer, long allowed) {
    long bad = writer.total().broken() + images.problems().size();
    if (bad > allowed) {
      String first =
          writer.firstBroken().isEmpty()
              ? images.problems().get(0)
              : writer.firstBroken().get(0).toString();
      throw BadInputException.of(
          "%d of %d images can't be read, at most %d are allowed (--max-corrupt); the first: %s",
          bad, images.size(), allowed, first);
    }
  }
}
