package io.ddh.benchmarks.worker;

import io.ddh.core.AtomicFile;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.pack.PackedFile;
import io.ddh.data.read.PackedReader;
import io.ddh.data.read.folder.FolderReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a folder of faces like a run, with and without the cache, and packed files. */
final class LoadingWorker implements Worker {
  private final Path faces;
  private final int crop;
  private final int size;
  private final Path work;

  LoadingWorker(Path faces, int crop, int size, Path work) {
    this.faces = faces;
    this.crop = crop;
    this.size = size;
    this.work = work;
  }

  /**
   * {@code read}: without the cache, which is then written; {@code again}: with the cache; {@code
   * pixels FILE}: writes all pixels; {@code pack N}: packs N faces (repeating them) into a file;
   * {@code unpack}: reads that file.
   */
  @Override
  public Map<String, ?> answer(List<String> request) throws IOException {
    return switch (request.get(0)) {
      case "read" -> {
        forget();
        yield timed(new FolderReader(), folder());
      }
      case "again" -> timed(new FolderReader(), folder());
      case "pixels" -> {
        byte[] pixels = load(new FolderReader(), folder()).images().images().pixels();
        AtomicFile.write(Path.of(request.get(1)), out -> out.write(pixels));
        yield Map.of("bytes", pixels.length);
      }
      case "pack" -> pack(Integer.parseInt(request.get(1)));
      case "unpack" -> timed(new PackedReader(), Map.of("path", packed().toString()));
      default -> throw Worker.unknown(request);
    };
  }

  private Map<String, Object> folder() {
    return Map.of("path", faces.toString(), "crop", crop, "size", size);
  }

  private Path packed() {
    return work.resolve("faces.ddh");
  }

  private void forget() throws IOException {
    Path images = work.resolve("images");
    if (Files.isDirectory(images)) {
      try (Stream<Path> caches = Files.list(images)) {
        for (Path cache : caches.toList()) {
          Files.delete(cache);
        }
      }
    }
  }

  private Dataset load(DatasetReader reader, Map<String, Object> given) throws IOException {
    Settings settings = Settings.of("loading", reader.defaults(), given);
    return reader.read("loading", settings, work, Progress.NONE);
  }

  private Map<String, ?> timed(DatasetReader reader, Map<String, Object> given) throws IOException {
    long start = System.nanoTime();
    Dataset data = load(reader, given);
    double seconds = Worker.since(start);
    return Map.of("images", data.images().size(), "seconds", seconds, "digest", data.digest());
  }

  private Map<String, ?> pack(int n) throws IOException {
    LabeledImages faces = load(new FolderReader(), folder()).images();
    int[] rows = new int[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = i % faces.size();
      labels[i] = faces.labels()[rows[i]];
    }
    Images images = faces.images().select(rows);
    LabeledImages many = new LabeledImages(images, labels, faces.identities());
    Dataset data = new Dataset("many", many, false, DatasetDigest.of(many), Map.of(), List.of());
    PackedFile.write(packed(), data, "made for a measurement");
    return Map.of("bytes", Files.size(packed()), "digest", data.digest());
  }
}
