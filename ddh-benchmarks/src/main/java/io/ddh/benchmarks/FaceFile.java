package io.ddh.benchmarks;

import io.ddh.core.AtomicFile;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rendered faces that are stored in a file, so that child processes need not render them again.
 *
 * @param preset preset of the renderer
 * @param people number of people in the file
 * @param each images per person in the file
 * @param taken number of images that are read per person, beginning with the first
 * @param protocol name of the split protocol, which is used with its default settings
 * @param profile the profile of {@code experiments.yaml} whose settings apply to methods, or {@link
 *     #DEFAULTS} if methods use their default settings
 */
record FaceFile(String preset, int people, int each, int taken, String protocol, String profile) {
  /** Stands in for a profile's name when methods use their default settings. */
  static final String DEFAULTS = "defaults";

  /** Number of people whose faces are used by the page sections that measure training. */
  static final int PEOPLE = 530;

  /** Number of training images among the faces of the page sections that measure training. */
  static final int IMAGES = 8_192;

  /** Number of people in the paper's YouTube Faces. */
  static final int PAPER_PEOPLE = 1_595;

  /**
   * Number of images per person in the paper's YouTube Faces, of which 40 are for training and 5
   * are queries.
   */
  static final int PAPER_EACH = 45;

  /**
   * The faces of the page sections that measure training, with 530 people and 8,192 training
   * images.
   */
  static final FaceFile WILD = new FaceFile("wild", PEOPLE, 16, 16, "youtube-faces", DEFAULTS);

  /**
   * The faces for sections with up to 105,270 images. The faces show as many people as the paper's
   * YouTube Faces.
   */
  static final FaceFile VIDEO =
      new FaceFile("video", PAPER_PEOPLE, 66, 66, "youtube-faces", DEFAULTS);

  /** Faces with as many images and people as the paper's YouTube Faces. */
  static final FaceFile PAPER =
      new FaceFile("video", PAPER_PEOPLE, 66, PAPER_EACH, "youtube-faces", DEFAULTS);

  private static final int SIDE = 32;
  private static final int LENGTH = SIDE * SIDE * 3;

  /** Starts a worker that uses all threads and measures rates and costs on these faces. */
  Side worker(Harness harness) throws IOException {
    return worker(harness, FaceWorker.class, Parallel.threads());
  }

  /** Starts a worker on these faces with the given number of threads and JVM options. */
  Side worker(Harness harness, Class<?> worker, int threads, String... jvm) throws IOException {
    Path folder = harness.options.work;
    if (!Files.exists(path(folder))) {
      harness.say("faces: " + people + " people, " + each + " images per person");
      render(folder);
    }
    return harness.java(
        threads, List.of(jvm), worker, folder, preset, people, each, taken, protocol, profile);
  }

  /**
   * Returns the file with the features of the images that are read; one worker writes the file, and
   * others read it.
   */
  Path features(Path folder, String name) {
    return folder.resolve(name + "-" + preset + "-" + people + "x" + taken + ".bin");
  }

  private Path path(Path folder) {
    return folder.resolve("faces-" + preset + "-" + people + "x" + each + ".rgb");
  }

  /** Renders all faces and writes them to the file. */
  void render(Path folder) throws IOException {
    LabeledImages faces = FaceJob.render(Registry.load(), preset, people, each, Progress.NONE);
    AtomicFile.write(path(folder), out -> out.write(faces.images().pixels()));
  }

  /** Reads the first {@code taken} images of each person. */
  LabeledImages read(Path folder) throws IOException {
    byte[] pixels = new byte[Math.multiplyExact(people * taken, LENGTH)];
    try (RandomAccessFile file = new RandomAccessFile(path(folder).toFile(), "r")) {
      for (int person = 0; person < people; person++) {
        file.seek((long) person * each * LENGTH);
        file.readFully(pixels, person * taken * LENGTH, taken * LENGTH);
      }
    }
    int[] labels = IntStream.range(0, people * taken).map(i -> i / taken).toArray();
    List<String> names = IntStream.range(0, people).mapToObj(p -> "person " + p).toList();
    return new LabeledImages(new Images(SIDE, SIDE, 3, pixels), labels, names);
  }
}
