package io.ddh.app.photos;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.retrieval.index.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Computes the codes of all faces on photos, several photos at a time. */
final class PhotoCodes implements CodeSource {
  private final PhotoModel model;
  private final int files;
  private final Consumer<String> unreadable;
  private final InOrder<FaceImages.Face, Found> results;
  private final Deque<Item> ready = new ArrayDeque<>();
  private int failed;

  private record Found(FaceImages.Face file, PhotoRecord record) {}

  PhotoCodes(
      PhotoHasher hasher, List<FaceImages.Face> files, Consumer<String> unreadable, int threads) {
    model = hasher.model();
    this.files = files.size();
    this.unreadable = unreadable;
    PhotoReader reader = new PhotoReader(hasher.faces());
    results =
        new InOrder<>(
            List.copyOf(files).iterator(),
            threads,
            file ->
                new Found(
                    file,
                    reader.read(
                        file.source(), FileStamp.UNKNOWN, () -> FaceImages.read(file.file()))));
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
    return files;
  }

  @Override
  public int unreadable() {
    return failed;
  }

  @Override
  public Optional<Item> next() {
    while (ready.isEmpty() && results.hasNext()) {
      Found found = results.next();
      if (found.record().faces().isEmpty()) {
        failed++;
        unreadable.accept(found.file().file() + ": " + found.record().problem());
      }
      ready.addAll(model.items(found.record(), found.file().label()));
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public void close() {
    results.close();
  }
}
