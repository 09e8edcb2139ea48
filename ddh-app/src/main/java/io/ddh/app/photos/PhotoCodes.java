package io.ddh.app.photos;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.retrieval.index.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Computes the codes of all faces in photos, several photos at a time. */
final class PhotoCodes implements CodeSource {
  private final PhotoModel model;
  private final List<FaceImages.Face> files;
  private final Consumer<String> unreadable;
  private final InOrder<FaceImages.Face, PhotoRecord> results;
  private final Deque<Item> ready = new ArrayDeque<>();
  private int done;
  private int failed;

  PhotoCodes(
      PhotoHasher hasher, List<FaceImages.Face> files, Consumer<String> unreadable, int threads) {
    model = hasher.model();
    this.files = List.copyOf(files);
    this.unreadable = unreadable;
    results = new InOrder<>(this.files.iterator(), threads, file -> read(hasher.reader(), file));
  }

  private static PhotoRecord read(PhotoReader reader, FaceImages.Face file) {
    return reader.read(file.source(), FileStamp.UNKNOWN, () -> FaceImages.read(file.file()));
  }

  @Override
  public int bits() {
    return model.hasher().bits();
  }

  @Override
  public Optional<String> model() {
    return Optional.of(model.digest());
  }

  @Override
  public long size() {
    return files.size();
  }

  @Override
  public int unreadable() {
    return failed;
  }

  @Override
  public Optional<Item> next() {
    while (ready.isEmpty() && results.hasNext()) {
      PhotoRecord found = results.next();
      FaceImages.Face file = files.get(done++);
      if (found.faces().isEmpty()) {
        failed++;
        unreadable.accept(file.file() + ": " + found.problem());
      }
      ready.addAll(model.items(found, file.label()));
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public void close() {
    results.close();
  }
}
