package io.ddh.benchmarks;

import io.ddh.core.Images;
import io.ddh.core.Seeds;
import io.ddh.data.read.image.WholePhoto;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.FaceOptions;
import io.ddh.vision.FaceRegion;
import io.ddh.vision.PhotoFace;
import io.ddh.vision.align.FaceTemplate;
import io.ddh.vision.align.PhotoPixels;
import io.ddh.vision.align.Similarity;
import io.ddh.vision.detect.BlazeFace;
import io.ddh.vision.embed.FaceEmbedder;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.network.InputLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Worker that finds and embeds the faces in photos of LFW, ten photos per person. Rates are
 * measured on photos that are processed in parallel on all threads.
 */
final class VisionWorker {
  private static final int EACH = 10;
  private static final int SOME = 400;
  private static final double CENTRAL = 40;
  private static final double SAME = 0.6;
  private static final int STRANGERS = 100_000;
  private static final int WIDTH = 6000;
  private static final int HEIGHT = 4000;
  private static final int SMALL = 91; // side of LFW's photos in which faces have 40 pixels

  private final List<Path> files = new ArrayList<>();
  private final FaceFinder photos;
  private final FaceFinder large;
  private final BlazeFace detector;
  private final FaceEmbedder embedder;

  /**
   * Opens the networks.
   *
   * @param faces folder of LFW, with a folder per person
   * @param models folder of the networks
   */
  VisionWorker(Path faces, Path models) throws IOException {
    try (Stream<Path> people = Files.list(faces).filter(Files::isDirectory).sorted()) {
      for (Path person : people.toList()) {
        try (Stream<Path> own = Files.list(person).sorted()) {
          files.addAll(own.limit(EACH).toList());
        }
      }
    }
    ModelStore store = ModelStore.at(models);
    photos = FaceFinder.open(store, FaceOptions.defaults().withoutTiles());
    large = FaceFinder.open(store, FaceOptions.defaults());
    detector = BlazeFace.fullRange(store.require("blazeface-full"));
    InputLayout layout = new InputLayout(true, false, 0, 1);
    embedder =
        new FaceEmbedder(
            store.require("dlib-face"),
            new FaceEmbedder.Form(FaceTemplate.dlib(), layout, 128, false));
  }

  private static Images read(Path file) {
    try {
      return WholePhoto.prepare(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, ?> timed(int images, IntToLongFunction work) {
    long start = System.nanoTime();
    long faces = IntStream.range(0, images).parallel().mapToLong(work).sum();
    return Map.of("images", images, "faces", faces, "seconds", Worker.since(start));
  }

  /** Reads the first photos, then finds, aligns and embeds their faces. */
  Map<String, ?> pipeline() {
    return timed(Math.min(SOME, files.size()), i -> photos.find(read(files.get(i)), 0).size());
  }

  /**
   * Runs only the two networks, detector and embedding, on inputs that were prepared beforehand.
   */
  Map<String, ?> networks() {
    int side = detector.side();
    int count = Math.min(SOME, files.size());
    List<float[]> squares = new ArrayList<>();
    List<List<float[]>> chips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Images photo = read(files.get(i));
      PhotoPixels pixels = new PhotoPixels(photo, 0);
      squares.add(pixels.square(Similarity.square(side, 0, 0, photo.width()), side));
      chips.add(
          photos.find(photo, 0).stream()
              .map(face -> FaceTemplate.dlib().fit(face.points(), false))
              .map(toPhoto -> pixels.square(toPhoto, FaceTemplate.dlib().side()))
              .toList());
    }
    return timed(
        count,
        i -> {
          detector.find(squares.get(i), 0.5);
          return embedder.embed(chips.get(i)).size();
        });
  }

  /** Finds and embeds the faces of a photo of 24 megapixels, on one thread. */
  Map<String, ?> large() {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    int step = 500;
    for (int y = 0; y + SMALL < HEIGHT; y += step) {
      for (int x = 0; x + SMALL < WIDTH; x += step) {
        PhotoPixels small = new PhotoPixels(read(files.get((y * 12 + x) / step % files.size())), 0);
        float[] face = small.square(Similarity.square(SMALL, 0, 0, small.width()), SMALL);
        for (int p = 0; p < face.length; p++) {
          int row = y + p / (3 * SMALL);
          pixels[(row * WIDTH + x) * 3 + p % (3 * SMALL)] = (byte) face[p];
        }
      }
    }
    Images photo = new Images(HEIGHT, WIDTH, 3, pixels);
    long start = System.nanoTime();
    int faces = large.find(photo, 0).size();
    return Map.of("seconds", Worker.since(start), "faces", faces, "pasted", 8 * 12);
  }

  /**
   * Returns the share of photos in which a face is found near the middle, and the share of pairs of
   * these faces that the threshold 0.6 classifies correctly. The share of pairs is the mean of two
   * shares: one over all pairs of the same person, and one over random pairs of different people.
   */
  Map<String, ?> accuracy() {
    List<PhotoFace> faces =
        files.parallelStream().map(file -> photos.central(read(file), 0)).toList();
    List<Integer> found =
        IntStream.range(0, faces.size()).filter(i -> isCentral(faces.get(i))).boxed().toList();
    int same = 0;
    int sameRight = 0;
    for (int i : found) {
      for (int j : found) {
        if (i < j && i / EACH == j / EACH) {
          same++;
          sameRight += near(faces.get(i), faces.get(j)) ? 1 : 0;
        }
      }
    }
    SplittableRandom random = new SplittableRandom(Seeds.derive(1, "strangers"));
    int others = 0;
    int othersRight = 0;
    while (others < STRANGERS) {
      int i = found.get(random.nextInt(found.size()));
      int j = found.get(random.nextInt(found.size()));
      if (i / EACH != j / EACH) {
        others++;
        othersRight += near(faces.get(i), faces.get(j)) ? 0 : 1;
      }
    }
    double right = ((double) sameRight / same + (double) othersRight / others) / 2;
    return Map.of(
        "photos", faces.size(), "found", (double) found.size() / faces.size(), "right", right);
  }

  private static boolean isCentral(PhotoFace face) {
    FaceRegion box = face.box();
    double x = box.x() + box.width() / 2.0 - 125; // LFW's photos have 250×250 pixels
    double y = box.y() + box.height() / 2.0 - 125;
    return face.score() > 0 && Math.hypot(x, y) < CENTRAL;
  }

  private static boolean near(PhotoFace a, PhotoFace b) {
    double sum = 0;
    for (int i = 0; i < a.vector().length; i++) {
      double difference = a.vector()[i] - b.vector()[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum) < SAME;
  }
}
